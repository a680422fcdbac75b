"""The gate's configuration: which questions reach the daemon, and what becomes of them on the way."""

import re

from components.clouds.docker.monitor import gate

TEXT = gate.text("notes-prod")
ASK = "limit_except GET { deny all; } proxy_pass http://daemon;"
LOCATION = re.compile(r'location ~ "?(\^.*?\$)"? \{')

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
    rules = LOCATION.findall(TEXT)
    assert len(rules) == 4
    assert TEXT.count(ASK) == TEXT.count("proxy_pass") == 4
    assert "location / { return 403; }" in TEXT
    assert {path for path in ALLOWED | REFUSED if any(re.search(rule, path) for rule in rules)} == ALLOWED


def test_the_daemon_is_asked_for_this_stacks_lasting_containers_only() -> None:
    mine = '"com.docker.compose.project=notes-prod","com.docker.compose.oneoff=False"'
    assert f"set $args 'all=1&filters={{\"label\":[{mine}]$states}}';" in TEXT
    assert "map $server_port $states { default ''; 2376 ',\"status\":[\"running\"]'; }" in TEXT


def test_output_is_followed_from_its_last_lines_on() -> None:
    assert 'set $args "follow=1&stdout=1&stderr=1&timestamps=1&since=$arg_since&tail=1000";' in TEXT
