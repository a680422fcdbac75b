"""A certificate as an operator brings it, from an authority of its own."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)
AUTHORITY = "an operator's authority"
CHAIN, KEY = "fullchain.pem", "privkey.pem"


def write(folder: Path, *hosts: str, begins: int = -1, ends: int = 90) -> Path:
    """Write `fullchain.pem` and `privkey.pem` for host names; return the authority's certificate.

    It is valid from `begins` to `ends`, in days from now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _signed(AUTHORITY, root_key.public_key(), root_key, (), -1, 3650)
    own = _signed("a server", key.public_key(), root_key, hosts, begins, ends)
    authority = folder / "authority.pem"
    authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    chain = own.public_bytes(serialization.Encoding.PEM) + authority.read_bytes()
    (folder / CHAIN).write_bytes(chain)
    (folder / KEY).write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return authority


def files(folder: Path) -> dict[str, str]:
    """What was written, as settings name it."""
    return {"chain": str(folder / CHAIN), "key": str(folder / KEY)}


def texts(folder: Path) -> tuple[str, str]:
    """What was written: the chain and the key."""
    return (folder / CHAIN).read_text(), (folder / KEY).read_text()


def apart(chain: str) -> list[str]:
    """The certificates of a chain, the server's own first."""
    return [f"-----BEGIN{each}" for each in chain.split("-----BEGIN")[1:]]


def _signed(
    name: str,
    key: ec.EllipticCurvePublicKey,
    signer: ec.EllipticCurvePrivateKey,
    hosts: Sequence[str],
    begins: int,
    ends: int,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(AUTHORITY))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * DAY)
        .not_valid_after(now + ends * DAY)
        .add_extension(x509.BasicConstraints(ca=not hosts, path_length=None), critical=True)
    )
    if hosts:
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
