"""Certificates from an ACME authority: one container asks and renews, the entry shows and reads."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components.clouds.docker import scripts
from tests.components.docker.looking import CONTAINER, ONCE, VOLUME, container
from tests.components.docker.test_entry import configuration, entry
from tests.components.recorder import Recorder, run

EMAIL: dict[str, Any] = {"acme_email": "admin@example.com"}
FILES = "/etc/groundwork"
CERTIFICATES = {"containerPath": f"{FILES}/certificates", "volumeName": "gateway-certificates-1234567"}
CHALLENGES = {"containerPath": f"{FILES}/challenges", "volumeName": "gateway-challenges-1234567"}


def test_a_container_asks_for_every_host(recorder: Recorder) -> None:
    run(lambda: entry(EMAIL, alternative_hosts=("www.example.com",)))
    assert container(recorder, "gateway-acme") == {
        "image": "id-of-certbot/certbot:v5.10.0",
        "user": "101:101",
        "entrypoints": ["sh", "-c", scripts.text("acme.sh")],
        "networks": {"network-public": []},
        "variables": {
            "HOSTS": "notes.example.com www.example.com",
            "EMAIL": "admin@example.com",
            "SERVER": "https://acme-v02.api.letsencrypt.org/directory",
            "CHALLENGES": CHALLENGES["containerPath"],
            "CERTIFICATES": CERTIFICATES["containerPath"],
        },
        "volumes": [{**CERTIFICATES, "readOnly": False}, {**CHALLENGES, "readOnly": False}],
        "tmpfs": {"/tmp": "rw,nosuid,nodev,mode=1777,size=64m"},
        "readOnly": True,
        "memory": 256,
        "cpus": "1",
    }
    assert "gateway-server" in recorder.one(CONTAINER, "gateway-acme").depends_on


def test_the_entry_only_reads(recorder: Recorder) -> None:
    run(lambda: entry(EMAIL))
    found = container(recorder, "gateway-server")
    assert found["volumes"][1:] == [{**CERTIFICATES, "readOnly": True}, {**CHALLENGES, "readOnly": True}]
    assert found["variables"] == {"LOGS": "", "CERTIFICATES": CERTIFICATES["containerPath"]}
    for suffix in ("certificates", "challenges"):
        handed = container(recorder, f"gateway-{suffix}-folder", ONCE)
        assert handed["entrypoints"] == ["chown", "101:101", "/folder"]
        assert f"gateway-{suffix}-folder" in recorder.one(CONTAINER, "gateway-server").depends_on


def test_challenges_are_answered_on_port_80_and_nothing_else(recorder: Recorder) -> None:
    run(lambda: entry(EMAIL))
    lines = configuration(recorder)
    at = lines.index("listen 10080 default_server;")
    assert lines[at + 1 : at + 3] == [
        f"location ^~ /.well-known/acme-challenge/ {{ root {CHALLENGES['containerPath']}; }}",
        "location / { return 301 https://$host$request_uri; }",
    ]
    assert {"ssl_certificate /tmp/entry.crt;", "ssl_certificate_key /tmp/entry.key;"} <= set(lines)


def test_an_authority_of_your_own(recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "root.pem").write_text("root", encoding="utf-8")
    monkeypatch.setattr(pulumi, "get_root_directory", lambda: str(tmp_path))
    run(lambda: entry({**EMAIL, "acme_server": "https://acme.example.com/directory", "acme_root": "root.pem"}))
    found = container(recorder, "gateway-acme")
    assert found["variables"]["SERVER"] == "https://acme.example.com/directory"
    assert found["variables"]["REQUESTS_CA_BUNDLE"] == f"{FILES}/acme_root.pem"
    digest = hashlib.sha256(b"root").hexdigest()
    assert found["files"] == {f"{FILES}/acme_root.pem": (os.path.relpath(tmp_path / "root.pem"), digest, "101", "0444")}
    assert "readOnly" not in found


def test_without_an_address_nobody_is_asked(recorder: Recorder) -> None:
    run(entry)
    assert not [item for item in recorder.all(CONTAINER) if "acme" in item.name]
    assert [item.name for item in recorder.all(VOLUME)] == ["gateway-routes"]
    assert not [line for line in configuration(recorder) if "acme" in line]
