"""Certificate requests, and what they share with certificates: the subject and its other names."""

import hashlib
import ipaddress
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from simulator.behaviour import Call
from simulator.tls.keys import PrivateKey, algorithm, load_key
from simulator.values import is_unknown

SUBJECT = {
    "country": NameOID.COUNTRY_NAME,
    "organization": NameOID.ORGANIZATION_NAME,
    "organizationalUnit": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "locality": NameOID.LOCALITY_NAME,
    "province": NameOID.STATE_OR_PROVINCE_NAME,
    "streetAddresses": NameOID.STREET_ADDRESS,
    "postalCode": NameOID.POSTAL_CODE,
    "commonName": NameOID.COMMON_NAME,
    "serialNumber": NameOID.SERIAL_NUMBER,
    "emailAddress": NameOID.EMAIL_ADDRESS,
}
"""Parts of a subject in the order in which Go's crypto/x509/pkix writes them."""
HASHES = {384: hashes.SHA384(), 521: hashes.SHA512()}
"""Digest by the bits of a curve; SHA-256 for every other key, as Go's crypto/x509 chooses."""
COUNTRY_LETTERS = 2
"""X.520: a country is written with two letters."""


def check_names(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """Addresses and URIs are such, DNS names can be written in a certificate, and a country has two letters."""
    for index, text in enumerate(inputs.get("ipAddresses") or ()):
        if not is_unknown(text) and not is_address(text):
            yield f"ipAddresses[{index}]: must be an IP address; got '{text}'"
    for index, text in enumerate(inputs.get("uris") or ()):
        if not is_unknown(text) and not urllib.parse.urlsplit(text).scheme:
            yield f"uris[{index}]: must be a URI with a scheme; got '{text}'"
    for index, text in enumerate(inputs.get("dnsNames") or ()):
        if not is_unknown(text) and (not text or not text.isascii()):
            yield f"dnsNames[{index}]: must be a name in ASCII letters (xn--… for others); got '{text}'"
    country = (inputs.get("subject") or {}).get("country")
    if country and not is_unknown(country) and len(country) != COUNTRY_LETTERS:
        yield f"subject.country: must have {COUNTRY_LETTERS} letters; got '{country}'"


def is_address(text: str) -> bool:
    """Whether a text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def subject_of(inputs: Mapping[str, Any]) -> x509.Name:
    """The subject; empty when none is given."""
    given = inputs.get("subject") or {}
    parts = []
    for name, identifier in SUBJECT.items():
        values = given.get(name) or []
        parts += [x509.NameAttribute(identifier, text) for text in ([values] if isinstance(values, str) else values)]
    return x509.Name(parts)


def other_names(inputs: Mapping[str, Any]) -> x509.SubjectAlternativeName | None:
    """DNS names, addresses and URIs; None when there are none."""
    names: list[x509.GeneralName] = [x509.DNSName(text) for text in inputs.get("dnsNames") or ()]
    names += [x509.IPAddress(ipaddress.ip_address(text)) for text in inputs.get("ipAddresses") or ()]
    names += [x509.UniformResourceIdentifier(text) for text in inputs.get("uris") or ()]
    return x509.SubjectAlternativeName(names) if names else None


def digest_for(key: PrivateKey) -> hashes.SHA256 | hashes.SHA384 | hashes.SHA512 | None:
    """The digest of a signature; None for a key that brings its own."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return None
    bits = key.curve.key_size if isinstance(key, ec.EllipticCurvePrivateKey) else 0
    return HASHES.get(bits, hashes.SHA256())


def own_key(call: Call, name: str = "privateKeyPem") -> PrivateKey:
    """The key that a resource is given, stored or write-only."""
    return load_key(call.inputs.get(name) or call.inputs[f"{name}Wo"], name)


def make_request(call: Call) -> Mapping[str, Any]:
    """A new request, signed by its key; an existing one stays."""
    if call.old:
        return {"id": call.id}
    key = own_key(call)
    builder = x509.CertificateSigningRequestBuilder(subject_of(call.inputs))
    if names := other_names(call.inputs):
        builder = builder.add_extension(names, critical=False)
    request = builder.sign(key, digest_for(key))
    return {
        "id": hashlib.sha1(request.public_bytes(Encoding.DER), usedforsecurity=False).hexdigest(),
        "certRequestPem": request.public_bytes(Encoding.PEM).decode(),
        "keyAlgorithm": algorithm(key),
    }
