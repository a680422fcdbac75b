"""The gate's configuration: which questions reach the daemon, and what becomes of them on the way."""

import re

from components.clouds.docker.monitor import gate

COLLECTORS, AGENTS = gate.text("notes-prod", "logs.internal", "gate.internal").split("    server {\n")[1:]
TEXT = COLLECTORS + AGENTS
ASK = "limit_except GET { deny all; } proxy_pass http://daemon;"
LOCATION = re.compile(r'location ~ "?(\^.*?\$)"? \{')
LISTEN = re.compile(r"listen (\S+);")

IDENTITY = "0123456789abcdef" * 4
ALLOWED = {
    "/_ping",
    "/v1.41/_ping",
    "/v1.41/info",
    "/v1.41/version",
    "/v1.41/containers/json",
    f"/v1.41/containers/{IDENTITY}/json",
    f"/v1.41/containers/{IDENTITY}/stats",
    f"/v1.41/containers/{IDENTITY}/logs",
}
REFUSED = {
    "/v1.41/containers/create",
    "/v1.41/containers/api-1-1234567/json",
    f"/v1.41/containers/{IDENTITY}/archive",
    f"/v1.41/containers/{IDENTITY}/exec",
    f"/v1.41/containers/{IDENTITY}/export",
    f"/v1.41/containers/{IDENTITY}/stop",
    f"/v1.41/containers/{IDENTITY}/json/more",
    "/v1.41/images/json",
    "/v1.41/secrets",
    "/v1.41/volumes",
}


def test_questions_alone_reach_the_daemon() -> None:
    rules = LOCATION.findall(AGENTS)
    assert len(rules) == 4
    assert AGENTS.count(ASK) == AGENTS.count("proxy_pass") == 4
    assert "location / { return 403; }" in AGENTS
    assert {path for path in ALLOWED | REFUSED if any(re.search(rule, path) for rule in rules)} == ALLOWED


def test_a_collector_never_sees_what_a_container_is_made_of() -> None:
    """There are the variables that secrets are handed over in; it is told what its question is about, and no more."""
    rules = LOCATION.findall(COLLECTORS)
    assert COLLECTORS.count(ASK) == COLLECTORS.count("proxy_pass") == len(rules) - 1
    reached = {path for path in ALLOWED | REFUSED if any(re.search(rule, path) for rule in rules)}
    assert reached == ALLOWED - {f"/v1.41/containers/{IDENTITY}/stats"}
    answer = """/json$" {
            default_type application/json;
            return 200 '{"Config":{"Tty":false}}';
        }"""
    assert answer in COLLECTORS
    assert "location / { return 403; }" in COLLECTORS


def test_each_is_listened_to_on_its_own_way_only() -> None:
    assert LISTEN.findall(COLLECTORS) == ["127.0.0.1:2377", "logs.internal:2377"]
    assert LISTEN.findall(AGENTS) == ["gate.internal:2375", "gate.internal:2376"]


def test_without_an_agent_nobody_else_is_listened_to() -> None:
    alone = gate.text("notes-prod", "logs.internal", None)
    assert LISTEN.findall(alone) == ["127.0.0.1:2377", "logs.internal:2377"]


def test_the_daemon_is_asked_for_this_stacks_lasting_containers_only() -> None:
    mine = '"com.docker.compose.project=notes-prod","com.docker.compose.oneoff=False"'
    assert f"set $args 'all=1&filters={{\"label\":[{mine}]$states}}';" in AGENTS
    states = "map $server_port $states { default ''; 2376 ',\"status\":[\"running\"]'; }"
    assert states in gate.text("notes-prod", "logs.internal", "gate.internal")


def test_a_collector_learns_of_whatever_runs_in_this_stack() -> None:
    """Jobs and migrations, too, which run to their end."""
    mine = '"com.docker.compose.project=notes-prod"'
    assert f'set $args \'filters={{"label":[{mine}],"status":["running"]}}\';' in COLLECTORS


def test_output_is_followed_from_its_last_lines_on() -> None:
    followed = 'set $args "follow=1&stdout=1&stderr=1&timestamps=1&since=$arg_since&tail=%d";'
    assert followed % 1000 in AGENTS
    assert followed % 20000 in COLLECTORS
