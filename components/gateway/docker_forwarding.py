"""Private ports in nginx's words: connections that are handed on as they are, for whoever uses the part."""

from collections.abc import Mapping, Sequence

from components.gateway.contract import Target

MARK = "# forwarded"
"""What follows this line is no part of nginx's `http`; `gateway.sh` takes the two apart."""


def text(targets: Sequence[Target], servers: Mapping[str, Sequence[str]]) -> str:
    """Upstreams and servers; `servers` are `name:port` by part. Empty where no part has such a port."""
    blocks = [_forward(target.part, port, servers[target.part]) for target in targets for port in target.private_ports]
    return "\n".join([MARK, *blocks, ""]) if blocks else ""


def _forward(part: str, port: int, servers: Sequence[str]) -> str:
    """A new connection goes to the server with the fewest; one that does not take it is left aside for five seconds."""
    names = [server.rpartition(":")[0] for server in servers]
    lines = [
        f"upstream {part}-{port} {{",
        "    least_conn;",
        "    server 127.0.0.1:9 down;",
        *(f"    server {name}:{port} max_fails=1 fail_timeout=5s;" for name in names),
        "}",
        f"server {{ listen {port}; proxy_pass {part}-{port}; }}",
    ]
    return "\n".join(lines)
