"""Pages on one host: files served by an nginx of their own, or a server that renders them."""

import hashlib
import os
from pathlib import Path
from typing import Any

from components.clouds.docker import scripts
from components.container import Route
from components.frontend import Frontend, SsrArgs, SsrSpec, StaticArgs, StaticSpec
from components.frontend.files import CONTENT_TYPES, TEXT
from tests.components.docker.looking import CONTAINER, IMAGE, container, health
from tests.components.docker.stand import gateway, network, platform
from tests.components.frontend.parts import folder
from tests.components.recorder import Recorder, run, value

SERVER = "web-server"
CONFIGURATION = "/etc/groundwork/nginx.conf"
ROOT = "/usr/share/groundwork"
ROUTE = Route(path="/", host="notes.example.com", priority=9)
HASHED = "assets/app.0a1b2c3d.js"


def page(directory: Path, **spec: Any) -> Frontend:
    """A page; call it inside `run`."""
    on = platform()
    entry = gateway(on, network(on))
    args = StaticArgs(
        platform=on,
        spec=StaticSpec(kind="static", directory="dist", **spec),
        directory=directory,
        host=None,
        zone=None,
        gateway=entry,
        gateway_port=443,
        forwards=(),
        streaming=False,
        routes=[ROUTE],
    )
    return Frontend("web", args)


def configuration(recorder: Recorder) -> list[str]:
    """The lines of the page's nginx.conf, without the spaces before them."""
    text = container(recorder, SERVER)["files"][CONFIGURATION][0]
    return [line.strip() for line in text.splitlines()]


def test_a_page_has_a_server_of_its_own(recorder: Recorder, tmp_path: Path) -> None:
    made = run(lambda: page(folder(tmp_path, "notes.css", HASHED)))
    found = container(recorder, SERVER)
    text, *given = found["files"].pop(CONFIGURATION)
    assert text.startswith("pid /tmp/nginx.pid;\n")
    assert given == ["0", "0444"]
    for key in ("index.html", "notes.css", HASHED):
        source, digest, owner, mode = found["files"].pop(f"{ROOT}/{key}")
        assert source == os.path.relpath(tmp_path / key)
        assert (digest, owner, mode) == (hashlib.sha256(key.encode()).hexdigest(), "0", "0444")
    assert found == {
        "image": "id-of-nginx:1.28-alpine",
        "user": "101:101",
        "networks": {"network-frontend": []},
        "entrypoints": ["nginx", "-c", CONFIGURATION, "-g", "daemon off;"],
        "files": {},
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/nginx-health"),
        "memory": 64,
        "cpus": "0.5",
    }
    assert recorder.one(CONTAINER, SERVER).replaced_last
    assert recorder.inputs(IMAGE, "web-image") == {"name": "nginx:1.28-alpine", "keepLocally": True}
    assert [value(each) for each in made.servers] == ["web-server-1234567:8080"]
    assert (made.url, made.bucket, value(made.service)) == (None, None, "web-server-1234567")
    assert value(made.log_group) == "docker logs --follow web-server-1234567"


def test_a_file_whose_name_tells_its_content_stays_for_a_year(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: page(folder(tmp_path, "notes.css", HASHED)))
    lines = configuration(recorder)
    at = lines.index("map $uri $lifetime {")
    assert lines[at + 1 : lines.index("}", at)] == [
        "default 'no-cache';",
        f"'/{HASHED}' 'public, max-age=31536000, immutable';",
    ]
    assert "add_header Cache-Control $lifetime always;" in lines


def test_the_server(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: page(folder(tmp_path)))
    lines = configuration(recorder)
    assert lines[lines.index("server {") :] == [
        "server {",
        "listen 8080;",
        "root /usr/share/groundwork;",
        "index index.html;",
        "absolute_redirect off;",
        "add_header Cache-Control $lifetime always;",
        'location = /nginx-health { default_type text/plain; return 200 "ok\\n"; }',
        "location / { try_files $uri $uri/index.html /index.html; }",
        "}",
        "}",
    ]
    http = lines[lines.index("http {") : lines.index("server {")]
    assert {"access_log off;", "charset utf-8;", "geo $dollar { default '$'; }", "gzip on;"} <= set(http)
    assert {"map_hash_max_size 16384;", "map_hash_bucket_size 512;"} <= set(http)


def test_a_page_of_several_answers_for_what_it_has_only(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: page(folder(tmp_path), single_page=False))
    assert "location / { try_files $uri $uri/index.html =404; }" in configuration(recorder)


def test_a_policy_of_its_own_is_said_as_it_is_written(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: page(folder(tmp_path), content_security_policy='default-src "self"; img-src $host \\x'))
    policy = 'default-src \\"self\\"; img-src ${dollar}host \\\\x'
    assert f'add_header Content-Security-Policy "{policy}" always;' in configuration(recorder)


def test_a_file_has_one_type_everywhere(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: page(folder(tmp_path)))
    lines = configuration(recorder)
    at = lines.index("types {")
    rows = [line.removesuffix(";").split() for line in lines[at + 1 : lines.index("}", at)]]
    types = {f".{ending}": content_type for content_type, *endings in rows for ending in endings}
    assert types == {ending: content_type.removesuffix(TEXT) for ending, content_type in CONTENT_TYPES.items()}
    (charset,) = [line for line in lines if line.startswith("charset_types ")]
    with_charset = {each.removesuffix(TEXT) for each in CONTENT_TYPES.values() if each.endswith(TEXT)}
    assert set(charset.removesuffix(";").split()[1:]) == with_charset - {"text/html"}


def test_a_rendering_server_is_a_service(recorder: Recorder) -> None:
    def rendered() -> Frontend:
        on = platform()
        within = network(on)
        args = SsrArgs(
            platform=on,
            network=within,
            spec=SsrSpec(kind="ssr", image="ghcr.io/notes/web:1", port=3000, health="/"),
            gateway=gateway(on, within),
            routes=[ROUTE],
            private_name=False,
            project=Path(),
        )
        return Frontend("web", args)

    made = run(rendered)
    assert container(recorder, "web-1")["healthcheck"] == health(
        "CMD", "sh", "-c", scripts.text("probe.sh"), "probe", "http://127.0.0.1:3000/", "4"
    )
    assert [value(each) for each in made.servers] == ["web-1-1234567:3000", "web-2-1234567:3000"]
    assert (made.url, made.bucket, value(made.service)) == (None, None, "web-1-1234567 web-2-1234567")
    assert value(made.log_group) == "docker logs --follow web-1-1234567"
