"""The gate to the daemon: the only container that is handed its socket, and lets questions through, no commands."""

import pulumi

from components.clouds.docker import container, images, labels
from components.clouds.docker.container import Box, Health, Volume, Whose
from components.clouds.docker.monitor.networks import PART, Paths
from components.dashboard import DashboardArgs

ALL, RUNNING = 2375, 2376
"""Ports: at one the daemon lists all containers of the stack that should run, at the other those that do."""

SOCKET = "/var/run/docker.sock"

LINES = 1000
"""Lines of output that an agent which comes new reads at most of each container; it forgets what is old."""

START = 'printf %s "$CONFIGURATION" >/tmp/nginx.conf; exec nginx -c /tmp/nginx.conf -g "daemon off;"'

SCRATCH = "rw,nosuid,nodev,mode=1777,size=16m"


def create(name: str, args: DashboardArgs, paths: Paths, opts: pulumi.ResourceOptions) -> None:
    """Create the gate. Its user owns the socket, and has no other right of a superuser."""
    box = Box(
        image=images.pull(f"{name}-image", images.NGINX, opts),
        user="0:0",
        networks=[paths.at_gate("gate")],
        entrypoint=["sh", "-c", START],
        variables={"CONFIGURATION": text(labels.project(args.platform.args))},
        volumes=[Volume(path=SOCKET, host_path=SOCKET, read_only=True)],
        scratch={"/tmp": SCRATCH},
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{ALL}/_ping"]),
        read_only=True,
        memory=64,
        cpus=0.25,
    )
    container.create(name, Whose(part=PART, platform=args.platform), box, opts)


def text(project: str) -> str:
    """Nginx's configuration: five questions may be asked, about this stack's containers and no others.

    A container's id is 64 digits that nobody guesses; the daemon tells those of this stack only.
    """
    mine = f'"{labels.COMPOSE}project={project}","{labels.COMPOSE}oneoff=False"'
    ask = "limit_except GET { deny all; } proxy_pass http://daemon;"
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
    server {{
        listen {ALL};
        listen {RUNNING};
        location / {{ return 403; }}
        location ~ ^(/v[0-9.]+)?/(_ping|info|version)$ {{ {ask} }}
        location ~ ^/v[0-9.]+/containers/json$ {{
            set $args 'all=1&filters={{"label":[{mine}]$states}}';
            {ask}
        }}
        location ~ "^/v[0-9.]+/containers/[0-9a-f]{{64}}/(json|stats)$" {{ {ask} }}
        location ~ "^/v[0-9.]+/containers/[0-9a-f]{{64}}/logs$" {{
            set $args "follow=1&stdout=1&stderr=1&timestamps=1&since=$arg_since&tail={LINES}";
            {ask}
        }}
    }}
}}
"""
