"""What is in the files of a certificate that the operator brings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from components.spec import CertificateSpec


class UnusableError(Exception):
    """Which of the files cannot be used, and why; nothing of a key is in it."""

    def __init__(self, file: Literal["chain", "key"], text: str) -> None:
        """`file` is the field of the spec."""
        super().__init__(text)
        self.file = file


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A server's certificate, those that lead to its authority, and its key."""

    own: str
    """PEM."""
    between: str
    """PEM, in their order; empty where an authority signed it directly."""
    key: str = field(repr=False)
    """PEM, a secret."""
    names: tuple[str, ...]
    """Host names; one may begin with `*.`."""
    begins: dt.datetime
    ends: dt.datetime

    def covers(self, host: str) -> bool:
        """Whether browsers accept it for a host name: `*` stands for one label (RFC 6125, section 6.4.3)."""
        return host in self.names or f"*.{host.partition('.')[2]}" in self.names


def read(spec: CertificateSpec, project: Path) -> Certificate:
    """Read both files; raises UnusableError, or FileNotFoundError."""
    chain = _parsed(spec.chain, _text(project / spec.chain))
    key = _text(project / spec.key)
    own, *between = chain
    _fits(spec.key, key, own)
    return Certificate(
        own=_pem([own]),
        between=_pem(between),
        key=key,
        names=_names(own),
        begins=own.not_valid_before_utc,
        ends=own.not_valid_after_utc,
    )


def _text(path: Path) -> str:
    """Whatever is in it."""
    return path.read_bytes().decode("ascii", errors="replace")


def _parsed(name: str, text: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(text.encode())
    except ValueError:
        raise UnusableError("chain", f'"{name}" holds no certificates in PEM form') from None


def _fits(name: str, text: str, own: x509.Certificate) -> None:
    """The key must be that of the first certificate."""
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except (ValueError, TypeError):
        raise UnusableError("key", f'"{name}" holds no private key in PEM form without a password') from None
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*form) != own.public_key().public_bytes(*form):
        raise UnusableError("key", f'"{name}" is not the key of the first certificate in the chain')


def _names(own: x509.Certificate) -> tuple[str, ...]:
    try:
        found = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(found.get_values_for_type(x509.DNSName))


def _pem(certificates: Iterable[x509.Certificate]) -> str:
    return "".join(each.public_bytes(Encoding.PEM).decode() for each in certificates)
