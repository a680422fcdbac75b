"""Certificates, signed by their own key or by that of an authority."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from simulator.behaviour import Call, Refusal
from simulator.tls.keys import PrivateKey, PublicKey, algorithm
from simulator.tls.requests import check_names, digest_for, other_names, own_key, subject_of
from simulator.tls.uses import extended_usage, key_usage

SERIAL_BITS = 128
"""The provider draws the serial number from as many."""
TIME = "%Y-%m-%dT%H:%M:%SZ"


def check_certificate(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """Names are fine, an authority has a subject, and an authority key id has a subject key id to copy."""
    yield from check_names(inputs, old)
    authority = inputs.get("isCaCertificate") is True
    if authority and not any((inputs.get("subject") or {}).values()):
        yield "subject: a certificate authority (isCaCertificate) needs at least one part of a subject"
    if inputs.get("setAuthorityKeyId") is True and not authority and inputs.get("setSubjectKeyId") is not True:
        yield "setAuthorityKeyId: needs setSubjectKeyId: the authority key id of a self-signed certificate is its own"


def make_self_signed(call: Call) -> Mapping[str, Any]:
    """A certificate that vouches for itself; an existing one stays."""
    if call.old:
        return {"id": call.id}
    key = own_key(call)
    subject = subject_of(call.inputs)
    builder = started(call.inputs, subject, subject, key.public_key())
    if names := other_names(call.inputs):
        builder = builder.add_extension(names, critical=not list(subject))
    if call.inputs.get("setAuthorityKeyId"):
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
    return {**signed(builder, key), "keyAlgorithm": algorithm(key)}


def make_locally_signed(call: Call) -> Mapping[str, Any]:
    """A certificate for a request, signed by an authority; an existing one stays."""
    if call.old:
        return {"id": call.id}
    request, authority = load_request(call.inputs["certRequestPem"]), load_certificate(call.inputs["caCertPem"])
    key = own_key(call, "caPrivateKeyPem")
    builder = started(call.inputs, request.subject, authority.subject, public_key_of(request))
    for extension in request.extensions:
        if isinstance(extension.value, x509.SubjectAlternativeName):
            builder = builder.add_extension(extension.value, critical=not list(request.subject))
    for extension in authority.extensions:
        if isinstance(extension.value, x509.SubjectKeyIdentifier):
            identifier = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(extension.value)
            builder = builder.add_extension(identifier, critical=False)
    return {**signed(builder, key), "caKeyAlgorithm": algorithm(key)}


def started(
    inputs: Mapping[str, Any], subject: x509.Name, issuer: x509.Name, key: PublicKey
) -> x509.CertificateBuilder:
    """A certificate with everything that both kinds have."""
    now = datetime.now(UTC).replace(microsecond=0)
    authority = inputs.get("isCaCertificate") is True
    longest = inputs.get("maxPathLength")
    length = longest if authority and isinstance(longest, int) and longest >= 0 else None
    builder = (
        x509.CertificateBuilder(issuer, subject, key, secrets.randbits(SERIAL_BITS) or 1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(hours=inputs["validityPeriodHours"]))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=length), critical=True)
    )
    if usage := key_usage(inputs["allowedUses"]):
        builder = builder.add_extension(usage, critical=True)
    if extended := extended_usage(inputs["allowedUses"]):
        builder = builder.add_extension(extended, critical=False)
    if authority or inputs.get("setSubjectKeyId"):
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    return builder


def signed(builder: x509.CertificateBuilder, key: PrivateKey) -> dict[str, Any]:
    """The signed certificate's outputs."""
    made = builder.sign(key, digest_for(key))
    return {
        "id": str(made.serial_number),
        "certPem": made.public_bytes(Encoding.PEM).decode(),
        "readyForRenewal": False,
        "validityStartTime": made.not_valid_before_utc.strftime(TIME),
        "validityEndTime": made.not_valid_after_utc.strftime(TIME),
    }


def load_request(pem: str) -> x509.CertificateSigningRequest:
    """The request in a PEM text; raises Refusal."""
    try:
        return x509.load_pem_x509_csr(pem.encode())
    except ValueError as problem:
        raise Refusal("certRequestPem: not a certificate request in PEM") from problem


def load_certificate(pem: str) -> x509.Certificate:
    """The certificate in a PEM text; raises Refusal."""
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except ValueError as problem:
        raise Refusal("caCertPem: not a certificate in PEM") from problem


def public_key_of(request: x509.CertificateSigningRequest) -> PublicKey:
    """The key that a request is for; raises Refusal for a kind that the provider does not know."""
    key = request.public_key()
    if not isinstance(key, PublicKey):
        raise Refusal("certRequestPem: must be for an RSA, ECDSA or ED25519 key")
    return key
