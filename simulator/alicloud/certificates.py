"""Certificate Management Service: certificates that are uploaded."""

from collections.abc import Mapping
from typing import Any

from simulator import pem
from simulator.alicloud.edge import DOMAIN
from simulator.alicloud.load_balancing import LISTENER
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import Cloud

CERTIFICATE = "alicloud:cas/serviceCertificate:ServiceCertificate"
LONGEST_NAME = 64


def fits(call: Call) -> None:
    """A certificate, those that lead to its authority, and the key that belongs to it (UploadUserCertificate)."""
    name = call.get("certificateName")
    if len(str(name)) > LONGEST_NAME:
        raise Refusal(f"NameTooLong: a certificate's name has at most {LONGEST_NAME} characters; got {name}")
    try:
        own, *_ = pem.certificates(call.inputs.get("cert"))
        key = pem.private_key(call.inputs.get("key"))
    except ValueError:
        raise Refusal(
            "CertificateFormatError: certificate and key are in PEM form, the key without a password"
        ) from None
    if not pem.belong(key, own):
        raise Refusal("CertKeyNotMatch: the private key is not that of the certificate")


def unused(call: Call) -> None:
    """One that a listener or a CDN domain shows stays."""
    shown = [each.properties.get("certificates") or {} for each in call.find(LISTENER)]
    numbers = [str(each.get("certificateId")).partition("-")[0] for each in shown]
    domains = [each.properties.get("certificateConfig") or {} for each in call.cloud.find(DOMAIN)]
    if call.id in (*numbers, *(each.get("certId") for each in domains)):
        raise Refusal(f"CertificateInUse: {call.id} is shown by a load balancer or a CDN domain")


def listed(cloud: Cloud, _region: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """The certificates that were uploaded, of those that are asked about."""
    wanted = arguments.get("ids")
    found = [record for record in cloud.find(CERTIFICATE) if not wanted or record.id in wanted]
    rows = [{"id": each.id, "certId": each.id, "endDate": _ends(each.properties["cert"])} for each in found]
    ids = [each.id for each in found]
    return {**arguments, "id": "certificates", "ids": ids, "names": ids, "certificates": rows}


def _ends(text: str) -> str:
    own, *_ = pem.certificates(text)
    return f"{own.not_valid_after_utc:%Y-%m-%d}"


BEHAVIOURS = {CERTIFICATE: Behaviour(create=(fits,), delete=(unused,))}
