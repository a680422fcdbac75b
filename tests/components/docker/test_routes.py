"""What the entry leads to: told at once, when every part answers, and followed before anybody goes on."""

import hashlib
from collections.abc import Sequence
from typing import Any

from components.clouds.docker import scripts
from components.gateway import Prefix, Routes, RoutesArgs, Target
from tests.components.docker.looking import CONTAINER, IMAGE, ONCE, container
from tests.components.docker.stand import DOMAIN, gateway, network, platform
from tests.components.recorder import Recorder, run, value, waits_for

SWITCH = "gateway-routes-switch"
NEXT = "/etc/groundwork/routes/next.conf"
HOST = "notes.example.com"

API = Target(part="api", servers=["api-1:8000", "api-2:8000"], prefixes=[Prefix(path="/api", host=HOST)])
WEB = Target(part="web", servers=["web-server:8080"], prefixes=[Prefix(path="/", host=HOST)])
FILES = Target(
    part="files", servers=["files-server:7070"], prefixes=[Prefix(path="/notes-prod-files", host=None)], uploads=True
)


def changed(target: Target, **changes: Any) -> Target:
    """The same but for some fields."""
    return Target(**{**vars(target), **changes})


def opened(*targets: Target, **changes: Any) -> Routes:
    """Routes to these, of an entry that `changes` tells of; call it inside `run`."""
    on = platform()
    entry = gateway(on, network(on), **changes)
    return Routes("gateway-routes", RoutesArgs(gateway=entry.args, listener=entry.listener, targets=targets))


def routes(recorder: Recorder, targets: Sequence[Target], **changes: Any) -> list[str]:
    """The lines of the routes, without the spaces before them."""
    run(lambda: opened(*targets, **changes))
    text = container(recorder, SWITCH, ONCE)["files"][NEXT][0]
    assert text.endswith("}\n")
    return [line.strip() for line in text.splitlines()]


def block(lines: list[str], first: str) -> list[str]:
    """The lines of a block that begins with a line."""
    at = lines.index(first)
    return lines[at + 1 : lines.index("}", at)]


def servers(lines: list[str]) -> dict[str, list[str]]:
    """The servers by their name, or by what they listen on where they have none."""
    found = {}
    for at, line in enumerate(lines):
        if line == "server {":
            inside = lines[at + 1 : lines.index("}", at)]
            names = [each.removeprefix("server_name ") for each in inside if each.startswith("server_name ")]
            found[(names or inside)[0].removesuffix(";")] = inside
    return found


LISTEN = "listen 10443 ssl http2;"
LISTEN_FIRST = "listen 10443 ssl http2 default_server;"
HEALTH = 'location = /nginx-health { access_log off; default_type text/plain; return 200 "ok\\n"; }'
MINUTE = "proxy_read_timeout 60s; proxy_send_timeout 60s;"
DAY = "proxy_read_timeout 86400s; proxy_send_timeout 86400s;"
BUCKET = (
    "proxy_pass http://files; client_max_body_size 0; proxy_request_buffering off; proxy_buffering off; "
    "proxy_read_timeout 3600s; proxy_send_timeout 3600s;"
)


def test_the_least_busy_of_a_part_s_containers_answers(recorder: Recorder) -> None:
    lines = routes(recorder, [API, WEB])
    assert block(lines, "upstream api {") == [
        "least_conn;",
        "server 127.0.0.1:9 down;",
        "server api-1:8000 max_fails=2 fail_timeout=5s;",
        "server api-2:8000 max_fails=2 fail_timeout=5s;",
        "keepalive 32;",
    ]
    assert block(lines, "upstream web {")[2:-1] == ["server web-server:8080 max_fails=2 fail_timeout=5s;"]


def test_a_path_is_itself_and_all_below_it(recorder: Recorder) -> None:
    lines = routes(recorder, [API, WEB])
    assert servers(lines)[HOST] == [
        LISTEN,
        f"server_name {HOST};",
        HEALTH,
        f"location = /api {{ proxy_pass http://api; {MINUTE} }}",
        f"location /api/ {{ proxy_pass http://api; {MINUTE} }}",
        f"location / {{ proxy_pass http://web; {MINUTE} }}",
    ]


def test_other_hosts_are_told_nothing(recorder: Recorder) -> None:
    lines = routes(recorder, [API])
    assert list(servers(lines)) == ["listen 10443 ssl http2 default_server", HOST, "listen 10079"]
    assert servers(lines)["listen 10443 ssl http2 default_server"] == [
        LISTEN_FIRST, HEALTH, "location / { return 404; }",
    ]  # fmt: skip


def test_its_own_state_is_told_on_every_host(recorder: Recorder) -> None:
    found = servers(routes(recorder, [API, WEB], health="/health-fe"))
    own = 'location = /health-fe { access_log off; default_type text/plain; return 200 "OK"; }'
    assert [own in found[name] for name in ("listen 10443 ssl http2 default_server", HOST)] == [True, True]
    assert found[HOST][2:4] == [HEALTH, own]


def test_without_a_host_name_every_host_is_answered(recorder: Recorder) -> None:
    anywhere = [changed(target, prefixes=[Prefix(path=target.prefixes[0].path, host=None)]) for target in (API, WEB)]
    found = servers(routes(recorder, anywhere))
    assert list(found) == ["_", "listen 10079"]
    assert found["_"][:3] == [LISTEN_FIRST, "server_name _;", HEALTH]
    assert [line.split(" {")[0] for line in found["_"][3:]] == ["location = /api", "location /api/", "location /"]


def test_each_host_leads_to_its_own_parts(recorder: Recorder) -> None:
    both = changed(API, prefixes=[Prefix(path="/api", host=HOST), Prefix(path="/", host="api.example.com")])
    found = servers(routes(recorder, [both, WEB, FILES]))
    assert [line.split(" {")[0] for line in found["api.example.com"][3:]] == [
        "location /",
        "location = /notes-prod-files",
        "location /notes-prod-files/",
    ]
    assert [line.split(" {")[0] for line in found[HOST][3:]] == [
        "location = /api",
        "location /api/",
        "location /",
        "location = /notes-prod-files",
        "location /notes-prod-files/",
    ]


def test_a_bucket_takes_bodies_of_any_size_as_they_come(recorder: Recorder) -> None:
    found = servers(routes(recorder, [WEB, FILES]))[HOST]
    assert f"location /notes-prod-files/ {{ {BUCKET} }}" in found
    assert f"location = /notes-prod-files {{ {BUCKET} }}" in found


def test_what_streams_is_not_kept_back_for_a_day(recorder: Recorder) -> None:
    found = servers(routes(recorder, [changed(API, streaming=True)]))[HOST]
    assert f"location /api/ {{ proxy_pass http://api; proxy_buffering off; {DAY} }}" in found


def test_requests_of_one_client_are_limited(recorder: Recorder) -> None:
    lines = routes(recorder, [changed(API, requests_per_second=10, burst=20), WEB])
    assert "limit_req_zone $binary_remote_addr zone=api:10m rate=10r/s;" in lines
    limited = f"{{ proxy_pass http://api; limit_req zone=api burst=20 nodelay; {MINUTE} }}"
    assert [line for line in lines if "limit_req " in line] == [
        f"location = /api {limited}",
        f"location /api/ {limited}",
    ]


def test_a_limit_without_a_burst(recorder: Recorder) -> None:
    """`burst=0` is what nginx refuses."""
    lines = routes(recorder, [changed(API, requests_per_second=10, burst=0)])
    assert f"location = /api {{ proxy_pass http://api; limit_req zone=api; {MINUTE} }}" in lines


def test_nobody_is_limited_where_nothing_is_said(recorder: Recorder) -> None:
    assert [line for line in routes(recorder, [API, WEB, FILES]) if "limit_req" in line] == []


def test_other_parts_reach_one_by_its_private_name(recorder: Recorder) -> None:
    inner = changed(API, prefixes=[], private_port=9000, streaming=True, requests_per_second=10, burst=20)
    found = servers(routes(recorder, [inner, WEB]))
    assert found[f"api.{DOMAIN}"] == [
        "listen 9000;",
        f"server_name api.{DOMAIN};",
        f"location / {{ proxy_pass http://api; proxy_buffering off; {DAY} }}",
    ]


def test_the_entry_says_which_routes_it_follows(recorder: Recorder) -> None:
    made = run(lambda: opened(API, WEB))
    found = container(recorder, SWITCH, ONCE)
    text, owner, mode = found["files"].pop(NEXT)
    before, state = text[: text.rindex("server {")], text[text.rindex("server {") :]
    version = hashlib.sha256(before.encode()).hexdigest()
    assert (
        state == f"server {{\n    listen 10079;\n    access_log off;\n    location / {{ return 200 {version}; }}\n}}\n"
    )
    assert (owner, mode) == ("101", "0444")
    assert found["variables"]["VERSION"] == version
    assert value(made.version) == version
    assert SWITCH in waits_for(made.version)


def test_a_container_hands_them_over_and_ends(recorder: Recorder) -> None:
    run(lambda: opened(changed(API, health="/healthz"), WEB))
    found = container(recorder, SWITCH, ONCE)
    assert len(found.pop("files")) == 1
    assert len(found["variables"].pop("VERSION")) == 64
    assert found == {
        "image": "id-of-nginx:1.28-alpine",
        "user": "101:101",
        "networks": {"network-frontend": []},
        "entrypoints": ["sh", "-c", scripts.text("open_routes.sh")],
        "variables": {
            "ROUTES": "/etc/groundwork/routes",
            "STATE": f"http://gateway.{DOMAIN}:10079/",
            "SERVERS": "http://api-1:8000/healthz http://api-2:8000/healthz",
        },
        "volumes": [
            {
                "containerPath": "/etc/groundwork/routes",
                "readOnly": False,
                "volumeName": "gateway-routes-1234567",
            }
        ],
        "memory": 64,
        "cpus": "0.5",
    }
    switch = recorder.one(CONTAINER, SWITCH)
    assert "gateway-server" in switch.depends_on
    assert switch.replaced_last
    assert recorder.inputs(IMAGE, "gateway-routes-image") == {"name": "nginx:1.28-alpine", "keepLocally": True}
