"""What only some may ask, and what nobody outside may: private ports, refused paths, tokens."""

import hashlib
from typing import Any

import pulumi
import pytest

from components.gateway import Prefix
from components.network import Edge
from tests.components.docker.looking import CONTAINER, ONCE, container
from tests.components.docker.stand import EDGES, PARTS, gateway, network, platform
from tests.components.docker.test_routes import API, HOST, MINUTE, NEXT, SWITCH, WEB, changed, opened, routes, servers
from tests.components.recorder import Recorder, run

RAW = changed(API, private_port=8000, private_ports=[8600, 8601])
STREAM = """stream {
    proxy_connect_timeout 5s;
    proxy_timeout 1d;
    include /tmp/forwarded.conf;
}
"""


def test_a_private_port_leads_to_the_part_s_containers_as_it_is(recorder: Recorder) -> None:
    lines = routes(recorder, [RAW, WEB])
    at = lines.index("# forwarded")
    assert lines[at:] == [
        "# forwarded",
        *(
            line
            for port in (8600, 8601)
            for line in (
                f"upstream api-{port} {{",
                "least_conn;",
                "server 127.0.0.1:9 down;",
                f"server api-1:{port} max_fails=1 fail_timeout=5s;",
                f"server api-2:{port} max_fails=1 fail_timeout=5s;",
                "}",
                f"server {{ listen {port}; proxy_pass api-{port}; }}",
            )
        ),
    ]
    assert lines[at - 5 : at - 2] == ["server {", "listen 10079;", "access_log off;"]


def test_another_private_port_is_another_version(recorder: Recorder) -> None:
    def version(port: int) -> str:
        run(lambda: opened(changed(API, private_ports=[port])))
        found = container(recorder, SWITCH, ONCE)["variables"]["VERSION"]
        recorder.noted.clear()
        return found

    assert version(8600) != version(8601)


@pytest.mark.parametrize("further", [(), (8600,)])
def test_the_entry_hands_connections_on_where_a_part_has_such_a_port(recorder: Recorder, further: tuple[int]) -> None:
    edges = (*EDGES, *(Edge(source="tasks", target="api", port=port) for port in further))
    on = platform()
    run(lambda: gateway(on, network(on, PARTS, edges)))
    text = container(recorder, "gateway-server")["files"]["/etc/groundwork/nginx.conf"][0]
    assert text.endswith(STREAM) is bool(further)
    assert ("stream {" in text) is bool(further)


def test_a_refused_path_is_answered_by_the_entry(recorder: Recorder) -> None:
    refused = changed(API, refused=[Prefix(path="/metrics", host=HOST)])
    lines = routes(recorder, [refused, changed(WEB, prefixes=[Prefix(path="/", host=HOST)])])
    assert servers(lines)[HOST][3:] == [
        f"location = /api {{ proxy_pass http://api; {MINUTE} }}",
        f"location /api/ {{ proxy_pass http://api; {MINUTE} }}",
        f"location / {{ proxy_pass http://web; {MINUTE} }}",
        "location = /metrics { return 404; }",
        "location /metrics/ { return 404; }",
    ]


TOKEN = 'a.B$"{'
WRITTEN = "\\x61\\x2e\\x42\\x24\\x22\\x7b"


def test_a_request_without_the_token_is_not_admitted(recorder: Recorder) -> None:
    guarded = changed(API, part="api-v2", token=pulumi.Output.secret(TOKEN), private_port=8000)
    lines = routes(recorder, [guarded, WEB])
    assert f'map $http_x_entry_token $admitted_api_v2 {{ default 0; "~^{WRITTEN}\\z" 1; }}' in lines
    assert servers(lines)[HOST][3:] == [
        f"location = /api {{ if ($admitted_api_v2 = 0) {{ return 401; }} proxy_pass http://api-v2; {MINUTE} }}",
        f"location /api/ {{ if ($admitted_api_v2 = 0) {{ return 401; }} proxy_pass http://api-v2; {MINUTE} }}",
        f"location / {{ proxy_pass http://web; {MINUTE} }}",
    ]
    private = servers(lines)["api-v2.notes-prod.internal"]
    assert private[-1] == f"location / {{ proxy_pass http://api-v2; {MINUTE} }}"


def test_the_token_is_a_secret_on_its_way_to_the_entry(recorder: Recorder) -> None:
    run(lambda: opened(changed(API, token=pulumi.Output.secret(TOKEN))))
    switch = recorder.one(CONTAINER, SWITCH)
    assert {"uploads", "envs"} <= switch.secret_inputs
    _, owner, mode = container(recorder, SWITCH, ONCE)["files"][NEXT]
    assert (owner, mode) == ("101", "0400")
    assert TOKEN not in str(switch.inputs)


def test_without_one_nothing_is_secret(recorder: Recorder) -> None:
    run(lambda: opened(API))
    assert recorder.one(CONTAINER, SWITCH).secret_inputs == frozenset()
    text, _, mode = container(recorder, SWITCH, ONCE)["files"][NEXT]
    told: Any = container(recorder, SWITCH, ONCE)["variables"]["VERSION"]
    before = text[: text.rindex("server {")]
    assert (mode, told) == ("0444", hashlib.sha256(before.encode()).hexdigest())
