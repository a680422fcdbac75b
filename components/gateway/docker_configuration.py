"""The entry's own nginx configuration: TLS, headers, logs. What it leads to comes later, by docker_routes."""

from components.clouds.docker.contract import DockerSpec
from components.clouds.docker.nginx import COMMON, FILES, MAIN
from components.gateway.contract import CHALLENGE_PATH, HTTPS_PORT
from components.headers import PROTECTING, TRANSPORT, transport

PLAIN, ENCRYPTED, STATE = 10080, 10443, 10079
"""Ports inside the container: redirect, HTTPS, and which routes are in force. Services keep the low ones."""

ROUTES = "/etc/groundwork/routes"
"""Folder of the volume that routes are handed over in."""

ACTIVE = "/tmp/routes.conf"
FORWARDED = "/tmp/forwarded.conf"
LOGS = "/var/log/gateway"
CERTIFICATES = f"{FILES}/certificates"
CHALLENGES = f"{FILES}/challenges"
"""Folders of an ACME client: what it was issued, and what the authority asks for on port 80."""

CIPHERS = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
"""Of TLS 1.2: forward secrecy and authenticated encryption, for both kinds of certificate. Every client that speaks
any like them speaks these (Mozilla, "Server Side TLS", intermediate); TLS 1.3 has suites of its own."""

LOG_FIELDS = {
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
"""Access log. The path is without its query: a signed link is a key."""

WAITED = """    map $upstream_header_time $waited {
        default $request_time;
        "~(?<last>[0-9.]+)$" $last;
    }
"""
"""Seconds until the first byte of an answer, of the server that was asked last; the whole time where none was asked."""

FORWARDING = f"""stream {{
    proxy_connect_timeout 5s;
    proxy_timeout 1d;
    include {FORWARDED};
}}
"""
"""Plain TCP, so that gRPC passes as well; a connection may be silent for a day."""

MOST_BYTES = "100m"
"""Largest body of a request to a service; buckets take any."""


def text(
    settings: DockerSpec, *, monitored: bool = False, forwards: bool = False, hsts_subdomains: bool = False
) -> str:
    """The whole file; where the stack is watched, the access log tells how long each request waited.

    `forwards`: connections to some ports are handed on as they are.
    """
    fields = {**LOG_FIELDS, **({"waited": "$waited"} if monitored else {})}
    log = ", ".join(f'"{name}": "{value}"' for name, value in fields.items())
    to_file = f"\n    access_log {LOGS}/access.log json;" if settings.directory else ""
    shown = f"\n        location ^~ {CHALLENGE_PATH} {{ root {CHALLENGES}; }}" if settings.acme_email else ""
    certificate = "/tmp/entry" if settings.acme_email else f"{FILES}/server"
    port = "" if settings.https_port == HTTPS_PORT else f":{settings.https_port}"
    return f"""{MAIN}http {{
{COMMON}    client_max_body_size {MOST_BYTES};
{WAITED if monitored else ""}    log_format json escape=json '{{{log}}}';
    access_log /dev/stdout json;{to_file}
{_headers(transport(subdomains=hsts_subdomains))}
    ssl_certificate {certificate}.crt;
    ssl_certificate_key {certificate}.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers {CIPHERS};
    ssl_prefer_server_ciphers on;
    ssl_session_cache shared:tls:10m;
    ssl_session_timeout 10m;
    ssl_session_tickets off;
    limit_req_status 429;
    map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Request-ID $request_id;
    proxy_next_upstream_tries 2;
    server {{
        listen {PLAIN} default_server;{shown}
        location / {{ return 301 https://$host{port}$request_uri; }}
    }}
    include {ACTIVE};
}}
{FORWARDING if forwards else ""}"""


def _headers(kept: str) -> str:
    """Each with its value where the part says none itself."""
    lines = []
    for name, value in {TRANSPORT: kept, **PROTECTING}.items():
        variable = name.lower().replace("-", "_")
        lines.append(f"    map $upstream_http_{variable} $own_{variable} {{ default ''; '' '{value}'; }}")
        lines.append(f"    add_header {name} $own_{variable} always;")
    return "\n".join(lines)
