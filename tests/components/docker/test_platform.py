"""What all parts of a stack on one host share: an authority that signs, and nothing else."""

from components.clouds.docker import certificate
from components.dashboard import Dashboard, DashboardArgs
from components.platform import Platform
from components.present import present
from tests.components.docker.stand import platform
from tests.components.recorder import Recorder, is_secret, run, value

KEY = "tls:index/privateKey:PrivateKey"
SELF_SIGNED = "tls:index/selfSignedCert:SelfSignedCert"
REQUEST = "tls:index/certRequest:CertRequest"
SIGNED = "tls:index/locallySignedCert:LocallySignedCert"


def test_the_authority_signs_certificates_and_nothing_else(recorder: Recorder) -> None:
    run(platform)
    assert recorder.inputs(SELF_SIGNED) == {
        "privateKeyPem": "key of platform-authority-key-1234567\n",
        "subject": {"commonName": "notes prod authority", "organization": "groundwork"},
        "isCaCertificate": True,
        "allowedUses": ["cert_signing", "crl_signing"],
        "setSubjectKeyId": True,
        "validityPeriodHours": 87600,
        "earlyRenewalHours": 8760,
    }
    assert recorder.one(SELF_SIGNED).name == "platform-authority"
    assert recorder.inputs(KEY) == {"algorithm": "ECDSA", "ecdsaCurve": "P256"}


def test_its_key_is_secret_and_its_certificate_is_told(recorder: Recorder) -> None:
    made = run(platform)
    authority = present(made.authority, "authority")
    assert is_secret(authority.key)
    assert not is_secret(authority.certificate)
    assert value(authority.certificate) == "certificate of platform-authority-1234567\n"
    assert recorder.one(SELF_SIGNED).secret_inputs == {"privateKeyPem"}


def test_a_host_has_no_account_no_key_and_no_alarms(recorder: Recorder) -> None:
    made = run(platform)
    assert (made.namespace_domain, value(made.partition)) == ("notes-prod.internal", "docker")
    assert [value(each) for each in (made.key, made.alarm_target, made.account)] == ["", "", ""]
    nothing = (made.container_cluster, made.container_cluster_name, made.access_log_bucket, made.log_project)
    assert nothing == (None, None, None, None)
    assert made.shell_log is None
    assert {item.name for item in recorder.noted if item.custom} == {"platform-authority", "platform-authority-key"}


def test_a_shell_opens_where_containers_run(recorder: Recorder) -> None:
    def both() -> tuple[Platform, Platform]:
        return platform(), Platform("other", platform(containers=False).args)

    with_containers, without = run(both)
    assert value(with_containers.shell) == "docker exec -it <container> sh"
    assert without.shell is None


def test_there_is_no_page_to_look_at(recorder: Recorder) -> None:
    made = run(
        lambda: Dashboard(
            "dashboard", DashboardArgs(platform=platform(), gateway=None, services={}, database=None, cache=None)
        )
    )
    assert made.url is None


def test_an_issued_certificate_names_its_hosts(recorder: Recorder) -> None:
    def issued() -> certificate.Certificate:
        on = platform()
        signer = present(on.authority, "authority")
        return certificate.issue("web-certificate", signer, ["a.example.com", "b"], on.children(), ["127.0.0.1"])

    shown = run(issued)
    assert value(shown.chain) == ("certificate of web-certificate-1234567\ncertificate of platform-authority-1234567\n")
    assert is_secret(shown.key)
    assert value(shown.key) == "key of web-certificate-key-1234567\n"
    assert recorder.inputs(KEY, "web-certificate-key") == {"algorithm": "ECDSA", "ecdsaCurve": "P256"}
    assert recorder.inputs(REQUEST) == {
        "privateKeyPem": "key of web-certificate-key-1234567\n",
        "subject": {"commonName": "a.example.com"},
        "dnsNames": ["a.example.com", "b"],
        "ipAddresses": ["127.0.0.1"],
    }
    assert recorder.inputs(SIGNED) == {
        "certRequestPem": "request of web-certificate-request-1234567\n",
        "caPrivateKeyPem": "key of platform-authority-key-1234567\n",
        "caCertPem": "certificate of platform-authority-1234567\n",
        "allowedUses": ["digital_signature", "server_auth"],
        "setSubjectKeyId": True,
        "validityPeriodHours": 19800,
        "earlyRenewalHours": 1440,
    }
    assert recorder.one(REQUEST).secret_inputs == {"privateKeyPem"}
    assert recorder.one(SIGNED).secret_inputs == {"caPrivateKeyPem"}
