"""The hooks of the package's types."""

from simulator.behaviour import Behaviour
from simulator.tls.certificates import check_certificate, make_locally_signed, make_self_signed
from simulator.tls.keys import check_key, make_key
from simulator.tls.renewal import aged, due, renewed
from simulator.tls.requests import check_names, make_request

BEHAVIOURS = {
    "tls:index/privateKey:PrivateKey": Behaviour(check=check_key, answer=make_key),
    "tls:index/certRequest:CertRequest": Behaviour(check=check_names, answer=make_request),
    "tls:index/selfSignedCert:SelfSignedCert": Behaviour(
        check=check_certificate, answer=make_self_signed, differs=due, replaces=renewed, ages=aged
    ),
    "tls:index/locallySignedCert:LocallySignedCert": Behaviour(
        answer=make_locally_signed, differs=due, replaces=renewed, ages=aged
    ),
}
