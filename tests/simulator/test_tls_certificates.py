"""Certificates and requests: what is in them, and when they are made anew."""

import ipaddress
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulator.tls import tls
from tests.simulator.world import World

KEY = "tls:index/privateKey:PrivateKey"
SELF = "tls:index/selfSignedCert:SelfSignedCert"
REQUEST = "tls:index/certRequest:CertRequest"
SIGNED = "tls:index/locallySignedCert:LocallySignedCert"
AUTHORITY = {
    "subject": {"commonName": "Root", "organization": "Acme"},
    "validityPeriodHours": 240,
    "allowedUses": ["cert_signing", "crl_signing"],
    "isCaCertificate": True,
}
SERVER = {"validityPeriodHours": 24, "allowedUses": ["digital_signature", "key_encipherment", "server_auth"]}
TIME = "%Y-%m-%dT%H:%M:%SZ"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "home", tls())
    yield made
    made.cloud.close()


def pem(world: World, **inputs: Any) -> str:
    return str(
        world.make(KEY, "k", **(inputs or {"algorithm": "ECDSA", "ecdsaCurve": "P256"})).properties["privateKeyPem"]
    )


def self_signed(world: World, **inputs: Any) -> tuple[x509.Certificate, dict[str, Any]]:
    asked = {"privateKeyPem": pem(world), **SERVER, "subject": {"commonName": "localhost"}, **inputs}
    made = world.make(SELF, "c", **asked)
    certificate = x509.load_pem_x509_certificate(made.properties["certPem"].encode())
    assert made.id == str(certificate.serial_number)
    return certificate, dict(made.properties)


def extension(certificate: x509.Certificate | x509.CertificateSigningRequest, kind: Any) -> Any:
    return certificate.extensions.get_extension_for_class(kind)


def test_a_self_signed_certificate_holds_what_is_asked_for(world: World) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    certificate, made = self_signed(
        world,
        dnsNames=["localhost", "*.example.com"],
        ipAddresses=["127.0.0.1", "::1"],
        uris=["spiffe://a/b"],
        setSubjectKeyId=True,
        setAuthorityKeyId=True,
    )
    names = extension(certificate, x509.SubjectAlternativeName)
    assert names.value.get_values_for_type(x509.DNSName) == ["localhost", "*.example.com"]
    addresses = names.value.get_values_for_type(x509.IPAddress)
    assert addresses == [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")]
    assert names.value.get_values_for_type(x509.UniformResourceIdentifier) == ["spiffe://a/b"]
    assert names.critical is False
    assert certificate.subject == certificate.issuer
    certificate.verify_directly_issued_by(certificate)
    usage = extension(certificate, x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.key_encipherment) == (True, True)
    assert (usage.value.key_cert_sign, usage.value.crl_sign, usage.value.key_agreement) == (False, False, False)
    assert list(extension(certificate, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    basic = extension(certificate, x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, False, None)
    own = extension(certificate, x509.SubjectKeyIdentifier).value.digest
    assert extension(certificate, x509.AuthorityKeyIdentifier).value.key_identifier == own
    assert before <= certificate.not_valid_before_utc <= datetime.now(UTC)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(hours=24)
    assert made["validityStartTime"] == certificate.not_valid_before_utc.strftime(TIME)
    assert made["validityEndTime"] == certificate.not_valid_after_utc.strftime(TIME)
    assert (made["keyAlgorithm"], made["readyForRenewal"]) == ("ECDSA", False)


def test_every_part_of_a_subject_is_in_it(world: World) -> None:
    subject = {
        "commonName": "cn", "organization": "o", "organizationalUnit": "ou", "streetAddresses": ["s1", "s2"],
        "locality": "l", "province": "st", "country": "DE", "postalCode": "pc", "serialNumber": "sn",
        "emailAddress": "a@example.com",
    }  # fmt: skip
    certificate, _ = self_signed(world, subject=subject)
    assert [(part.oid, part.value) for part in certificate.subject] == [
        (NameOID.COUNTRY_NAME, "DE"),
        (NameOID.ORGANIZATION_NAME, "o"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "ou"),
        (NameOID.LOCALITY_NAME, "l"),
        (NameOID.STATE_OR_PROVINCE_NAME, "st"),
        (NameOID.STREET_ADDRESS, "s1"),
        (NameOID.STREET_ADDRESS, "s2"),
        (NameOID.POSTAL_CODE, "pc"),
        (NameOID.COMMON_NAME, "cn"),
        (NameOID.SERIAL_NUMBER, "sn"),
        (NameOID.EMAIL_ADDRESS, "a@example.com"),
    ]


@pytest.mark.parametrize(
    ("inputs", "digest"),
    [
        ({"algorithm": "RSA", "rsaBits": 2048}, "sha256"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P224"}, "sha256"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P384"}, "sha384"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P521"}, "sha512"),
        ({"algorithm": "ED25519"}, None),
    ],
)
def test_every_kind_of_key_signs(world: World, inputs: dict[str, Any], digest: str | None) -> None:
    certificate, made = self_signed(world, privateKeyPem=pem(world, **inputs))
    algorithm = certificate.signature_hash_algorithm
    assert (algorithm.name if algorithm else None, made["keyAlgorithm"]) == (digest, inputs["algorithm"])


def test_an_authority_signs_a_request(world: World) -> None:
    authority_key, key = pem(world, algorithm="ED25519"), pem(world)
    authority = world.make(SELF, "ca", privateKeyPem=authority_key, **AUTHORITY, maxPathLength=0)
    request = world.make(
        REQUEST, "r", privateKeyPem=key, dnsNames=["db"], ipAddresses=["10.0.0.1"], subject={"commonName": "db"}
    )
    made = world.make(
        SIGNED,
        "s",
        caPrivateKeyPem=authority_key,
        caCertPem=authority.properties["certPem"],
        certRequestPem=request.properties["certRequestPem"],
        **SERVER,
    )
    root = x509.load_pem_x509_certificate(authority.properties["certPem"].encode())
    certificate = x509.load_pem_x509_certificate(made.properties["certPem"].encode())
    certificate.verify_directly_issued_by(root)
    assert certificate.subject.rfc4514_string() == "CN=db"
    assert extension(certificate, x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName) == ["db"]
    private = serialization.load_pem_private_key(key.encode(), None)
    assert certificate.public_key() == private.public_key()
    basic = extension(root, x509.BasicConstraints).value
    assert (basic.ca, basic.path_length) == (True, 0)
    issuer = extension(root, x509.SubjectKeyIdentifier).value.digest
    assert extension(certificate, x509.AuthorityKeyIdentifier).value.key_identifier == issuer
    assert (made.properties["caKeyAlgorithm"], request.properties["keyAlgorithm"]) == ("ED25519", "ECDSA")


def test_a_request_is_signed_by_its_key(world: World) -> None:
    made = world.make(REQUEST, "r", privateKeyPem=pem(world), dnsNames=["db"])
    request = x509.load_pem_x509_csr(made.properties["certRequestPem"].encode())
    assert request.is_signature_valid
    assert len(made.id) == 40


def test_a_write_only_key_is_used_and_never_stored(world: World) -> None:
    made = world.make(SELF, "c", privateKeyPemWo=pem(world), privateKeyPemWoVersion=1, dnsNames=["a"], **SERVER)
    assert "PRIVATE KEY" not in str(made.properties)
    certificate = x509.load_pem_x509_certificate(made.properties["certPem"].encode())
    assert extension(certificate, x509.SubjectAlternativeName).critical


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({"ipAddresses": ["localhost"]}, "ipAddresses[0]: must be an IP address; got 'localhost'"),
        ({"uris": ["a/b"]}, "uris[0]: must be a URI with a scheme; got 'a/b'"),
        (
            {"dnsNames": ["bücher.de"]},
            "dnsNames[0]: must be a name in ASCII letters (xn--… for others); got 'bücher.de'",
        ),
        ({"subject": {"country": "Germany"}}, "subject.country: must have 2 letters; got 'Germany'"),
        (
            {"isCaCertificate": True},
            "subject: a certificate authority (isCaCertificate) needs at least one part of a subject",
        ),
        (
            {"setAuthorityKeyId": True},
            "setAuthorityKeyId: needs setSubjectKeyId: the authority key id of a self-signed certificate is its own",
        ),
        ({"validityPeriodHours": -1}, "validityPeriodHours: must be at least 0; got -1"),
        ({"maxPathLength": -2}, "maxPathLength: must be at least -1; got -2"),
    ],
)
def test_what_no_certificate_can_hold_is_refused(world: World, inputs: dict[str, Any], problem: str) -> None:
    assert world.problems(SELF, **{"privateKeyPem": "k", **SERVER, **inputs}) == [problem]


def test_an_unknown_use_is_refused(world: World) -> None:
    [problem] = world.problems(SELF, **{"privateKeyPem": "k", **SERVER, "allowedUses": ["serving"]})
    assert problem.startswith("allowedUses[0]: must be one of any_extended, cert_signing, client_auth, ")
    assert problem.endswith("; got 'serving'")


def test_bad_pem_is_named_by_its_property_and_not_shown(world: World) -> None:
    assert world.refused(REQUEST, privateKeyPem="hunter2") == (
        "privateKeyPem: not a private key in PEM without a password"
    )
    fine = {"caPrivateKeyPem": pem(world), "caCertPem": "x", "certRequestPem": "y", **SERVER}
    assert world.refused(SIGNED, **fine) == "certRequestPem: not a certificate request in PEM"


def due_in(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).strftime(TIME)


@pytest.mark.parametrize(
    ("ends_in", "early", "replaced"), [(10, 0, False), (10, 9, False), (10, 11, True), (-1, 0, True)]
)
def test_a_certificate_near_its_end_is_replaced(world: World, ends_in: float, early: int, replaced: bool) -> None:
    key = pem(world)
    asked = {"privateKeyPem": key, "subject": {"commonName": "a"}, "earlyRenewalHours": early, **SERVER}
    record = world.make(SELF, "c", **asked)
    state = {**record.properties, "validityEndTime": due_in(ends_in)}
    changes = world.differences(SELF, state, **asked)
    assert [(change.path, change.replaces) for change in changes] == (
        [(("readyForRenewal",), True)] if replaced else []
    )
    found = world.read(record, asked, state)
    assert found is not None
    assert found.properties["readyForRenewal"] is replaced


def test_a_certificate_stays_while_nothing_changes(world: World) -> None:
    asked = {"privateKeyPem": pem(world), "subject": {"commonName": "a"}, **SERVER}
    record = world.make(SELF, "c", **asked)
    assert world.differences(SELF, record.properties, **asked) == []
    assert world.change(record, **asked)["certPem"] == record.properties["certPem"]
    changes = world.differences(SELF, record.properties, **{**asked, "dnsNames": ["a"]})
    assert [(change.path[0], change.replaces) for change in changes] == [("dnsNames", True)]


def test_settings_of_the_provider_are_judged(world: World) -> None:
    assert world.package.check_configuration({"proxy": "{}", "version": "5.6.2"}) == []
    assert world.package.check_configuration({"prox": "{}"}) == ["prox: there is no such property; did you mean proxy?"]
