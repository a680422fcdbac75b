"""The entry of a stack on one host: the only container with ports of the host, TLS 1.2 and newer, headers, a log."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components.clouds.docker import scripts
from components.gateway import Gateway
from components.network import Edge
from tests.components.docker.looking import CONTAINER, IMAGE, ONCE, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, EDGES, gateway, network, platform
from tests.components.recorder import Recorder, run, value, waits_for

SERVER, FOLDER = "gateway-server", "gateway-folder"
FILES = "/etc/groundwork"
ROUTES = {"containerPath": f"{FILES}/routes", "readOnly": False, "volumeName": "gateway-routes-1234567"}
REQUEST = "tls:index/certRequest:CertRequest"


def entry(docker: dict[str, Any] | None = None, /, **changes: Any) -> Gateway:
    """The entry of a stack; `buckets=False` is one of a stack without any."""
    on = platform(docker)
    return gateway(on, network(on, buckets=changes.pop("buckets", True)), **changes)


def configuration(recorder: Recorder) -> list[str]:
    """The lines of nginx.conf, without the spaces before them."""
    text = container(recorder, SERVER)["files"][f"{FILES}/nginx.conf"][0]
    return [line.strip() for line in text.splitlines()]


def test_the_entry(recorder: Recorder) -> None:
    run(entry)
    found = container(recorder, SERVER)
    text, *given = found["files"].pop(f"{FILES}/nginx.conf")
    assert text.startswith("pid /tmp/nginx.pid;\n")
    assert given == ["0", "0444"]
    assert found == {
        "image": "id-of-nginx:1.28-alpine",
        "user": "101:101",
        "networks": {
            "network-public": [],
            "network-frontend": [f"gateway.{DOMAIN}", f"api.{DOMAIN}"],
            "network-storage": [],
        },
        "entrypoints": ["sh", f"{FILES}/gateway.sh"],
        "variables": {"LOGS": ""},
        "files": {
            f"{FILES}/gateway.sh": (scripts.text("gateway.sh"), "0", "0444"),
            f"{FILES}/server.crt": (
                "certificate of gateway-certificate-1234567\ncertificate of platform-authority-1234567\n",
                "101",
                "0444",
            ),
            f"{FILES}/server.key": ("key of gateway-certificate-key-1234567\n", "101", "0400"),
        },
        "volumes": [ROUTES],
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:10079/"),
        "ports": [{"internal": 10080, "external": 80}, {"internal": 10443, "external": 443}],
        "memory": 256,
        "cpus": "1",
    }
    server = recorder.one(CONTAINER, SERVER)
    assert server.secret_inputs == {"uploads"}
    assert FOLDER in server.depends_on
    assert not server.replaced_last
    assert recorder.inputs(IMAGE) == {"name": "nginx:1.28-alpine", "keepLocally": True}


def test_it_is_on_the_network_of_buckets_where_there_are_some(recorder: Recorder) -> None:
    run(lambda: entry(buckets=False))
    assert list(container(recorder, SERVER)["networks"]) == ["network-public", "network-frontend"]


def test_private_names_of_parts_lead_to_it(recorder: Recorder) -> None:
    """Those of parts that others open a port of; stores and the internet have names of their own."""
    edges = (*EDGES, Edge(source="api", target="agent", port=9000), Edge(source="cdn", target="web", port=80))
    on = platform()
    run(lambda: gateway(on, network(on, edges=edges)))
    assert container(recorder, SERVER)["networks"]["network-frontend"] == [
        f"{name}.{DOMAIN}" for name in ("gateway", "agent", "api")
    ]


def test_routes_are_handed_over_in_a_volume_of_its_user(recorder: Recorder) -> None:
    run(entry)
    volume = recorder.one(VOLUME)
    assert (volume.name, volume.protect, set(volume.inputs)) == ("gateway-routes", False, {"labels"})
    assert written(volume.inputs["labels"]) == labels("gateway")
    handed = container(recorder, FOLDER, ONCE)
    assert (handed["entrypoints"], handed["volumes"]) == (
        ["chown", "101:101", "/folder"], [{**ROUTES, "containerPath": "/folder"}],
    )  # fmt: skip


def test_others_are_told_where_routes_go_once_it_runs(recorder: Recorder) -> None:
    made = run(entry)
    assert value(made.listener) == "gateway-routes-1234567"
    assert SERVER in waits_for(made.listener)
    assert value(made.address) == "notes.example.com"
    assert value(made.url) == "https://notes.example.com"
    assert value(made.metric_name) == "gateway-server-1234567"


def test_ports_and_address_of_the_host(recorder: Recorder) -> None:
    made = run(lambda: entry({"address": "127.0.0.1", "http_port": 8080, "https_port": 8443}, host=None))
    assert container(recorder, SERVER)["ports"] == [
        {"internal": 10080, "external": 8080, "ip": "127.0.0.1"},
        {"internal": 10443, "external": 8443, "ip": "127.0.0.1"},
    ]
    assert (value(made.address), value(made.url)) == ("localhost", "https://localhost:8443")
    assert "location / { return 301 https://$host:8443$request_uri; }" in configuration(recorder)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, ["notes.example.com", "localhost"]),
        (
            {"alternative_hosts": ("api.example.com", "b.example.com")},
            ["notes.example.com", "api.example.com", "b.example.com", "localhost"],
        ),
        ({"host": None}, ["localhost"]),
    ],
)
def test_its_own_certificate_names_every_host(recorder: Recorder, changes: dict[str, Any], names: list[str]) -> None:
    run(lambda: entry(**changes))
    asked = recorder.inputs(REQUEST)
    assert (asked["dnsNames"], asked["ipAddresses"]) == (names, ["127.0.0.1"])
    assert asked["subject"] == {"commonName": names[0]}


def test_a_certificate_that_you_bring(recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chain.pem").write_text("chain", encoding="utf-8")
    (tmp_path / "key.pem").write_text("key", encoding="utf-8")
    monkeypatch.setattr(pulumi, "get_root_directory", lambda: str(tmp_path))
    brought = {"certificate": {"chain": "chain.pem", "key": str(tmp_path / "key.pem")}}
    run(lambda: entry(brought))
    found = container(recorder, SERVER)["files"]
    hashes = [hashlib.sha256(text).hexdigest() for text in (b"chain", b"key")]
    assert found[f"{FILES}/server.crt"] == (os.path.relpath(tmp_path / "chain.pem"), hashes[0], "101", "0444")
    assert found[f"{FILES}/server.key"] == (str(tmp_path / "key.pem"), hashes[1], "101", "0400")
    assert recorder.all(REQUEST) == []


def test_the_access_log_of_a_host_with_a_folder_is_a_file_too(recorder: Recorder) -> None:
    run(lambda: entry({"directory": "/opt/notes"}))
    found = container(recorder, SERVER)
    logs = {"containerPath": "/var/log/gateway", "readOnly": False, "hostPath": "/opt/notes/nginx/logs"}
    assert found["volumes"] == [ROUTES, logs]
    assert found["variables"] == {"LOGS": "/var/log/gateway"}
    lines = configuration(recorder)
    at = lines.index("access_log /dev/stdout json;")
    assert lines[at + 1] == "access_log /var/log/gateway/access.log json;"
    handed = container(recorder, "gateway-logs", ONCE)
    assert (handed["entrypoints"], handed["volumes"]) == (
        ["chown", "101:101", "/folder"], [{**logs, "containerPath": "/folder"}],
    )  # fmt: skip
    assert {FOLDER, "gateway-logs"} <= recorder.one(CONTAINER, SERVER).depends_on


def test_the_whole_configuration(recorder: Recorder) -> None:
    run(entry)
    (log,) = [line for line in configuration(recorder) if line.startswith("log_format ")]
    lines = [line for line in configuration(recorder) if line != log and "$own_" not in line]
    types = (
        "text/plain text/css text/csv text/javascript text/markdown text/xml application/javascript application/json "
        "application/manifest+json application/wasm application/xml image/svg+xml"
    )
    ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
    assert lines == [
        "pid /tmp/nginx.pid;",
        "worker_processes auto;",
        "worker_shutdown_timeout 60s;",
        "error_log /dev/stderr warn;",
        "events { worker_connections 4096; }",
        "http {",
        "include /etc/nginx/mime.types;",
        "default_type application/octet-stream;",
        "server_tokens off;",
        "sendfile on;",
        *(f"{kind}_temp_path /tmp/{folder};" for kind, folder in FOLDERS.items()),
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        "gzip_min_length 256;",
        f"gzip_types {types};",
        "client_max_body_size 100m;",
        "access_log /dev/stdout json;",
        "ssl_certificate /etc/groundwork/server.crt;",
        "ssl_certificate_key /etc/groundwork/server.key;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        f"ssl_ciphers {ciphers};",
        "ssl_prefer_server_ciphers on;",
        "ssl_session_cache shared:tls:10m;",
        "ssl_session_timeout 10m;",
        "ssl_session_tickets off;",
        "limit_req_status 429;",
        "map $http_upgrade $connection_upgrade { default upgrade; '' ''; }",
        "proxy_http_version 1.1;",
        "proxy_set_header Host $http_host;",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header Connection $connection_upgrade;",
        "proxy_set_header X-Real-IP $remote_addr;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Host $http_host;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_set_header X-Request-ID $request_id;",
        "proxy_next_upstream_tries 2;",
        "server {",
        "listen 10080 default_server;",
        "location / { return 301 https://$host$request_uri; }",
        "}",
        "include /tmp/routes.conf;",
        "}",
    ]


FOLDERS = {"client_body": "body", "proxy": "proxy", "fastcgi": "fastcgi", "uwsgi": "uwsgi", "scgi": "scgi"}


@pytest.mark.parametrize(
    ("header", "variable", "usual"),
    [
        ("Strict-Transport-Security", "strict_transport_security", "max-age=31536000"),
        ("X-Content-Type-Options", "x_content_type_options", "nosniff"),
        ("X-Frame-Options", "x_frame_options", "SAMEORIGIN"),
        ("Referrer-Policy", "referrer_policy", "strict-origin-when-cross-origin"),
        ("X-XSS-Protection", "x_xss_protection", "1; mode=block"),
    ],
)
def test_a_header_that_the_part_does_not_send_is_added(
    recorder: Recorder, header: str, variable: str, usual: str
) -> None:
    run(entry)
    lines = configuration(recorder)
    assert f"map $upstream_http_{variable} $own_{variable} {{ default ''; '' '{usual}'; }}" in lines
    assert f"add_header {header} $own_{variable} always;" in lines
    assert sum("$own_" in line for line in lines) == 2 * 5


def test_names_below_are_promised_where_they_are_meant(recorder: Recorder) -> None:
    run(lambda: entry(hsts_subdomains=True))
    line = "default ''; '' 'max-age=31536000; includeSubDomains'; }"
    assert f"map $upstream_http_strict_transport_security $own_strict_transport_security {{ {line}" in configuration(
        recorder
    )


def test_the_access_log_is_json_and_keeps_no_query(recorder: Recorder) -> None:
    run(entry)
    (line,) = [line for line in configuration(recorder) if line.startswith("log_format ")]
    form, name, escape, text = line.removesuffix(";").split(" ", 3)
    assert (form, name, escape) == ("log_format", "json", "escape=json")
    assert json.loads(text.strip("'")) == {
        "time": "$time_iso8601",
        "client": "$remote_addr",
        "host": "$host",
        "method": "$request_method",
        "path": "$uri",
        "status": "$status",
        "bytes": "$body_bytes_sent",
        "seconds": "$request_time",
        "upstream": "$upstream_addr",
        "upstream_status": "$upstream_status",
        "upstream_seconds": "$upstream_response_time",
        "request_id": "$request_id",
        "agent": "$http_user_agent",
    }
