"""Private keys: real ones, in every form that is answered."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from google.protobuf.json_format import MessageToDict

from simulator.clock import Clock
from simulator.providers import Providers
from simulator.tls import tls
from simulator.values import SECRET, SIGNATURE
from tests.simulator.engine import Engine
from tests.simulator.world import World

KEY = "tls:index/privateKey:PrivateKey"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "home", tls())
    yield made
    made.cloud.close()


def key(world: World, **inputs: Any) -> dict[str, Any]:
    return dict(world.make(KEY, "k", **inputs).properties)


@pytest.mark.parametrize(
    ("inputs", "kind", "size", "title"),
    [
        ({"algorithm": "RSA"}, rsa.RSAPrivateKey, 2048, "RSA PRIVATE KEY"),
        ({"algorithm": "RSA", "rsaBits": 3072}, rsa.RSAPrivateKey, 3072, "RSA PRIVATE KEY"),
        ({"algorithm": "ECDSA"}, ec.EllipticCurvePrivateKey, 224, "EC PRIVATE KEY"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P256"}, ec.EllipticCurvePrivateKey, 256, "EC PRIVATE KEY"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P384"}, ec.EllipticCurvePrivateKey, 384, "EC PRIVATE KEY"),
        ({"algorithm": "ECDSA", "ecdsaCurve": "P521"}, ec.EllipticCurvePrivateKey, 521, "EC PRIVATE KEY"),
        ({"algorithm": "ED25519"}, ed25519.Ed25519PrivateKey, None, "PRIVATE KEY"),
    ],
)
def test_a_key_is_of_the_kind_and_size_asked_for(
    world: World, inputs: dict[str, Any], kind: type, size: int | None, title: str
) -> None:
    made = key(world, **inputs)
    loaded = serialization.load_pem_private_key(made["privateKeyPem"].encode(), None)
    assert isinstance(loaded, kind)
    assert getattr(loaded, "key_size", None) == size
    assert made["privateKeyPem"].startswith(f"-----BEGIN {title}-----\n")
    assert made["privateKeyPemPkcs8"].startswith("-----BEGIN PRIVATE KEY-----\n")
    public = loaded.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    assert made["publicKeyPem"] == public
    same = serialization.load_pem_private_key(made["privateKeyPemPkcs8"].encode(), None)
    assert same.public_key() == loaded.public_key()


def test_its_id_is_the_hash_of_the_public_key(world: World) -> None:
    record = world.make(KEY, "k", algorithm="ED25519")
    public = serialization.load_pem_public_key(record.properties["publicKeyPem"].encode())
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert record.id == hashlib.sha1(der, usedforsecurity=False).hexdigest()


def test_openssh_reads_it_and_sees_the_same_fingerprints(world: World) -> None:
    made = key(world, algorithm="ECDSA", ecdsaCurve="P256")
    private = serialization.load_ssh_private_key(made["privateKeyOpenssh"].encode(), None)
    public = serialization.load_ssh_public_key(made["publicKeyOpenssh"].encode())
    assert private.public_key() == public
    assert made["publicKeyOpenssh"].startswith("ecdsa-sha2-nistp256 ")
    assert made["publicKeyOpenssh"].endswith("\n")
    body = base64.b64decode(made["publicKeyOpenssh"].split()[1])
    sha256 = base64.b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")
    assert made["publicKeyFingerprintSha256"] == f"SHA256:{sha256}"
    md5 = hashlib.md5(body, usedforsecurity=False).hexdigest()
    assert made["publicKeyFingerprintMd5"].replace(":", "") == md5
    assert made["publicKeyFingerprintMd5"].count(":") == 15


def test_curve_p224_has_no_openssh_form(world: World) -> None:
    made = key(world, algorithm="ECDSA", ecdsaCurve="P224")
    forms = ("privateKeyOpenssh", "publicKeyOpenssh", "publicKeyFingerprintMd5", "publicKeyFingerprintSha256")
    assert [made[name] for name in forms] == ["", "", "", ""]


def test_two_keys_differ(world: World) -> None:
    assert key(world, algorithm="ED25519")["privateKeyPem"] != key(world, algorithm="ED25519")["privateKeyPem"]


def test_a_key_is_kept_until_another_is_asked_for(world: World) -> None:
    record = world.make(KEY, "k", algorithm="ED25519")
    assert world.differences(KEY, record.properties, algorithm="ED25519") == []
    changes = world.differences(KEY, record.properties, algorithm="ECDSA", ecdsaCurve="P256")
    assert [(change.path[0], change.replaces) for change in changes] == [("algorithm", True), ("ecdsaCurve", True)]


def test_bad_kinds_and_sizes_are_refused(world: World) -> None:
    assert world.problems(KEY, algorithm="DSA") == ["algorithm: must be one of RSA, ECDSA, ED25519; got 'DSA'"]
    assert world.problems(KEY, algorithm="RSA", rsaBits=512) == ["rsaBits: must be 1024 to 16384; got 512"]
    assert world.problems(KEY, algorithm="ED25519", rsaBits=512) == []


def test_private_forms_are_secret_and_public_ones_are_not(tmp_path: Path) -> None:
    with Providers(tmp_path / "home", Clock(None)) as providers:
        made = MessageToDict(Engine(providers, "tls").create(KEY, algorithm="ED25519").properties)
    secret = {name for name, value in made.items() if isinstance(value, dict) and value.get(SIGNATURE) == SECRET}
    assert secret == {"privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8"}
