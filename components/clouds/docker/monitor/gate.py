"""The gate to the daemon: the only container that is handed its socket, and lets questions through, no commands."""

import pulumi

from components.clouds.docker import container, images, labels
from components.clouds.docker.container import Box, Health, Volume, Whose
from components.clouds.docker.monitor.networks import PART, Paths
from components.dashboard import DashboardArgs

ALL, RUNNING, OUTPUT = 2375, 2376, 2377
"""Ports: at the first the daemon lists all containers of the stack that should run, at the second those that do.

At the third, which the collector reaches and the agent does not, it lists whatever runs just now, tells what that
writes, and nothing of what it is: in a container's definition are the variables that its secrets are handed over in.
"""

SOCKET = "/var/run/docker.sock"

LINES, MOST_LINES = 1000, 20_000
"""Lines of output that an agent, and a collector, which comes new reads at most of each container."""

START = 'printf %s "$CONFIGURATION" >/tmp/nginx.conf; exec nginx -c /tmp/nginx.conf -g "daemon off;"'

ASK = "limit_except GET { deny all; } proxy_pass http://daemon;"

SCRATCH = "rw,nosuid,nodev,mode=1777,size=16m"


def create(name: str, args: DashboardArgs, paths: Paths, opts: pulumi.ResourceOptions) -> None:
    """Create the gate. Its user owns the socket, and has no other right of a superuser."""
    watched = "gate" in paths.ways
    of_agent = paths.name("gate") if watched else None
    box = Box(
        image=images.pull(f"{name}-image", images.NGINX, opts),
        user="0:0",
        networks=[*([paths.at("gate", "gate")] if watched else []), paths.at("logs", "logs")],
        entrypoint=["sh", "-c", START],
        variables={"CONFIGURATION": text(labels.project(args.platform.args), paths.name("logs"), of_agent)},
        volumes=[Volume(path=SOCKET, host_path=SOCKET, read_only=True)],
        scratch={"/tmp": SCRATCH},
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{OUTPUT}/_ping"]),
        read_only=True,
        memory=64,
        cpus=0.25,
    )
    container.create(name, Whose(part=PART, platform=args.platform), box, opts)


def text(project: str, collectors: str, agents: str | None) -> str:
    """Nginx's configuration: a few questions may be asked, about this stack's containers and no others.

    It listens to collector and agent by its own name on the way to each, and so to each at its own ports only.
    A container's id is 64 digits that nobody guesses; the daemon tells those of this stack only.
    """
    return f"""user root root;
pid /tmp/nginx.pid;
worker_processes 1;
error_log /dev/stderr warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path /tmp/body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    uwsgi_temp_path /tmp/uwsgi;
    scgi_temp_path /tmp/scgi;
    upstream daemon {{ server unix:{SOCKET}; }}
    map $server_port $states {{ default ''; {RUNNING} ',"status":["running"]'; }}
    proxy_http_version 1.1;
    proxy_buffering off;
    proxy_read_timeout 1d;
    proxy_set_header Host docker;
{_of_collector(project, collectors)}{_of_agent(project, agents) if agents else ""}}}
"""


def _of_collector(project: str, name: str) -> str:
    mine = f'"{labels.COMPOSE}project={project}"'
    return f"""    server {{
        listen 127.0.0.1:{OUTPUT};
        listen {name}:{OUTPUT};
        location / {{ return 403; }}
{_general()}
        location ~ ^/v[0-9.]+/containers/json$ {{
            set $args 'filters={{"label":[{mine}],"status":["running"]}}';
            {ASK}
        }}
        location ~ "^/v[0-9.]+/containers/[0-9a-f]{{64}}/json$" {{
            default_type application/json;
            return 200 '{{"Config":{{"Tty":false}}}}';
        }}
{_logs(MOST_LINES)}
    }}
"""


def _of_agent(project: str, name: str) -> str:
    mine = f'"{labels.COMPOSE}project={project}","{labels.COMPOSE}oneoff=False"'
    return f"""    server {{
        listen {name}:{ALL};
        listen {name}:{RUNNING};
        location / {{ return 403; }}
{_general()}
        location ~ ^/v[0-9.]+/containers/json$ {{
            set $args 'all=1&filters={{"label":[{mine}]$states}}';
            {ASK}
        }}
        location ~ "^/v[0-9.]+/containers/[0-9a-f]{{64}}/(json|stats)$" {{ {ASK} }}
{_logs(LINES)}
    }}
"""


def _general() -> str:
    return f"        location ~ ^(/v[0-9.]+)?/(_ping|info|version)$ {{ {ASK} }}"


def _logs(lines: int) -> str:
    return f"""        location ~ "^/v[0-9.]+/containers/[0-9a-f]{{64}}/logs$" {{
            set $args "follow=1&stdout=1&stderr=1&timestamps=1&since=$arg_since&tail={lines}";
            {ASK}
        }}"""
