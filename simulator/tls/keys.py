"""Private keys, and every form in which one is answered."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from simulator.behaviour import Call, Refusal
from simulator.pem import private_key

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
CURVES = {"P224": ec.SECP224R1, "P256": ec.SECP256R1, "P384": ec.SECP384R1, "P521": ec.SECP521R1}
SHORTEST, LONGEST = 1024, 16384
"""Bits of an RSA key: Go's crypto/rsa refuses shorter ones; a longer one takes minutes."""
EXPONENT = 65537
"""Go's crypto/rsa makes keys with no other."""


def check_key(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """An RSA key is neither breakable nor endless to make."""
    bits = inputs.get("rsaBits")
    if inputs.get("algorithm") == "RSA" and isinstance(bits, int) and not SHORTEST <= bits <= LONGEST:
        yield f"rsaBits: must be {SHORTEST} to {LONGEST}; got {bits}"


def make_key(call: Call) -> Mapping[str, Any]:
    """A new key; an existing one stays."""
    if call.old:
        return {"id": call.id}
    key = new_key(call.inputs)
    public = key.public_key()
    pkix = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "id": hashlib.sha1(pkix, usedforsecurity=False).hexdigest(),
        "privateKeyPem": private_pem(key, in_pkcs8=isinstance(key, ed25519.Ed25519PrivateKey)),
        "privateKeyPemPkcs8": private_pem(key, in_pkcs8=True),
        "publicKeyPem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        **openssh(key, public),
    }


def new_key(inputs: Mapping[str, Any]) -> PrivateKey:
    """A key of the kind and size asked for."""
    if inputs["algorithm"] == "RSA":
        return rsa.generate_private_key(EXPONENT, inputs["rsaBits"])
    if inputs["algorithm"] == "ECDSA":
        return ec.generate_private_key(CURVES[inputs["ecdsaCurve"]]())
    return ed25519.Ed25519PrivateKey.generate()


def private_pem(key: PrivateKey, *, in_pkcs8: bool) -> str:
    """The key as PEM: in PKCS #8, else in the older form of its kind."""
    form = PrivateFormat.PKCS8 if in_pkcs8 else PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def openssh(key: PrivateKey, public: PublicKey) -> dict[str, str]:
    """The forms that OpenSSH reads; all empty for curve P224, which it does not know."""
    if isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP224R1):
        names = ("privateKeyOpenssh", "publicKeyOpenssh", "publicKeyFingerprintMd5", "publicKeyFingerprintSha256")
        return dict.fromkeys(names, "")
    line = public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    body = base64.b64decode(line.split()[1])
    sha256 = base64.b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")
    return {
        "privateKeyOpenssh": key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode(),
        "publicKeyOpenssh": line + "\n",
        "publicKeyFingerprintMd5": hashlib.md5(body, usedforsecurity=False).digest().hex(":"),
        "publicKeyFingerprintSha256": f"SHA256:{sha256}",
    }


def load_key(pem: str, what: str) -> PrivateKey:
    """The private key in a PEM text; raises Refusal, which names the property and never the key."""
    try:
        key = private_key(pem)
    except ValueError as problem:
        raise Refusal(f"{what}: not a private key in PEM without a password") from problem
    if not isinstance(key, PrivateKey):
        raise Refusal(f"{what}: must be an RSA, ECDSA or ED25519 key")
    return key


def algorithm(key: PrivateKey) -> str:
    """The provider's name of a key's kind."""
    if isinstance(key, rsa.RSAPrivateKey):
        return "RSA"
    return "ECDSA" if isinstance(key, ec.EllipticCurvePrivateKey) else "ED25519"
