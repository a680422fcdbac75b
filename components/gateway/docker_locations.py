"""The routes of a stack in nginx's words: who answers, for which host and path."""

from collections.abc import Mapping, Sequence

import pulumi

from components.gateway.contract import OWN_HEALTH, GatewayArgs, Target
from components.gateway.docker_configuration import ENCRYPTED, STATE

DAY_SECONDS = 86400
UPLOAD_SECONDS = 3600
ANSWER_SECONDS = 60

LISTEN = f"listen {ENCRYPTED} ssl http2"

EVERY_HOST = "_"


def text(
    args: GatewayArgs, targets: Sequence[Target], servers: Mapping[str, Sequence[str]], tokens: Mapping[str, str]
) -> str:
    """Upstreams, servers and locations; `servers` are `name:port` by part, `tokens` what it asks requests for."""
    hosts = sorted({prefix.host for target in targets for prefix in target.prefixes if prefix.host})
    named = hosts or [EVERY_HOST]
    blocks = [
        *(_upstream(target, servers[target.part]) for target in targets),
        *(_limit(target) for target in targets if target.requests_per_second),
        *(_admission(part, token) for part, token in sorted(tokens.items())),
        *([_unknown(args.health)] if hosts else []),
        *(_server(host, targets, args.health, default=not hosts) for host in named),
        *(_private(target, args.platform.namespace_domain) for target in targets if target.private_port),
    ]
    return "\n".join(blocks) + "\n"


def state(version: pulumi.Input[str]) -> pulumi.Output[str]:
    """The server that says which routes are in force."""
    start = f"server {{\n    listen {STATE};\n    access_log off;\n    location / {{ return 200 "
    return pulumi.Output.concat(start, version, "; }\n}\n")


def _upstream(target: Target, servers: Sequence[str]) -> str:
    """The least busy server gets the next request; one that fails twice rests for five seconds."""
    lines = [f"    server {server} max_fails=2 fail_timeout=5s;" for server in servers]
    return "\n".join(
        [
            f"upstream {target.part} {{",
            "    least_conn;",
            "    server 127.0.0.1:9 down;",
            *lines,
            "    keepalive 32;",
            "}",
        ]
    )


def _limit(target: Target) -> str:
    rate = f"rate={target.requests_per_second}r/s"
    return f"limit_req_zone $binary_remote_addr zone={target.part}:10m {rate};"


def _unknown(health: str | None) -> str:
    """Requests for hosts that no route names: told nothing but that somebody is there."""
    return f"server {{\n    {LISTEN} default_server;\n{_own_health(health)}\n    location / {{ return 404; }}\n}}"


def _server(host: str, targets: Sequence[Target], health: str | None, *, default: bool) -> str:
    locations = [
        _location(target, prefix.path)
        for target in targets
        for prefix in target.prefixes
        if prefix.host in (None, host) or default
    ]
    locations += [
        _refusal(prefix.path)
        for target in targets
        for prefix in target.refused
        if prefix.host in (None, host) or default
    ]
    lines = [f"    {LISTEN}{' default_server' if default else ''};", f"    server_name {host};", _own_health(health)]
    return "\n".join(["server {", *lines, *locations, "}"])


def _own_health(health: str | None) -> str:
    answers = {OWN_HEALTH: "ok\\n", **({health: "OK"} if health else {})}
    return "\n".join(
        f'    location = {path} {{ access_log off; default_type text/plain; return 200 "{text}"; }}'
        for path, text in answers.items()
    )


def _location(target: Target, path: str) -> str:
    """The path itself and all below it, and nothing that only begins the same."""
    admission = [f"if ({_admitted(target.part)} = 0) {{ return 401; }}"] if target.token is not None else []
    body = " ".join([*admission, *_words(target)])
    if path == "/":
        return f"    location / {{ {body} }}"
    return f"    location = {path} {{ {body} }}\n    location {path}/ {{ {body} }}"


def _refusal(path: str) -> str:
    return f"    location = {path} {{ return 404; }}\n    location {path.rstrip('/')}/ {{ return 404; }}"


def _admission(part: str, token: str) -> str:
    """Compared as a regular expression, since nginx takes capitals and small letters of other texts for the same.

    Each character is written as its number: no character means anything then, neither here nor in the expression.
    """
    expected = "".join(f"\\x{character:02x}" for character in token.encode())
    return f'map $http_x_entry_token {_admitted(part)} {{ default 0; "~^{expected}\\z" 1; }}'


def _admitted(part: str) -> str:
    return f"$admitted_{part.replace('-', '_')}"


def _words(target: Target) -> list[str]:
    words = [f"proxy_pass http://{target.part};"]
    if target.requests_per_second:
        burst = f" burst={target.burst} nodelay" if target.burst else ""
        words.append(f"limit_req zone={target.part}{burst};")
    if target.uploads:
        words += ["client_max_body_size 0;", "proxy_request_buffering off;", "proxy_buffering off;"]
    elif target.streaming:
        words.append("proxy_buffering off;")
    seconds = UPLOAD_SECONDS if target.uploads else DAY_SECONDS if target.streaming else ANSWER_SECONDS
    return [*words, f"proxy_read_timeout {seconds}s;", f"proxy_send_timeout {seconds}s;"]


def _private(target: Target, domain: str) -> str:
    """How other parts of the stack reach it: by its private name, without TLS, inside the containers' network."""
    name = f"{target.part}.{domain}"
    body = " ".join(word for word in _words(target) if not word.startswith("limit_req"))
    return f"server {{\n    listen {target.private_port};\n    server_name {name};\n    location / {{ {body} }}\n}}"
