"""Certificates and private keys in PEM form, as a cloud is handed them."""

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key


def certificates(text: object) -> list[x509.Certificate]:
    """All that are in a text, in its order; raises ValueError when there is none."""
    return x509.load_pem_x509_certificates(str(text).encode())


def private_key(text: object) -> PrivateKeyTypes:
    """The key in a text; raises ValueError when there is none that needs no password."""
    try:
        return load_pem_private_key(str(text).encode(), password=None)
    except TypeError as problem:
        raise ValueError("the key needs a password") from problem


def belong(key: PrivateKeyTypes, certificate: x509.Certificate) -> bool:
    """Whether the key is that of the certificate."""
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*form) == certificate.public_key().public_bytes(*form)
