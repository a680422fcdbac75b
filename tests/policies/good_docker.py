"""One Docker host that no rule has anything to say about: a proxy, a service, a database, and two helpers."""

from collections.abc import Mapping

from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import Stack, made, stack_of

CONTAINER = "docker:index/container:Container"
NETWORK = "docker:index/network:Network"
IMAGE = "docker:index/remoteImage:RemoteImage"


def box(name: str, image: Resource, on: list[Resource], more: Mapping[str, object] | None = None) -> Resource:
    """A container as every container should be."""
    properties: dict[str, object] = {
        "image": "sha256:0123456789abcdef",
        "user": "1000",
        "readOnly": True,
        "privileged": False,
        "capabilities": {"drops": ["ALL"], "adds": []},
        "securityOpts": ["no-new-privileges:true"],
        "memory": 512.0,
        "cpus": "0.5",
        "restart": "unless-stopped",
        "ports": [],
        "healthcheck": {"tests": ["CMD", "ask"], "interval": "5s"},
        "logDriver": "json-file",
        "logOpts": {"max-size": "10m", "max-file": "3"},
        "envs": ["PORT=8000", "DATABASE_PASSWORD_FILE=/run/secrets/database"],
        "networksAdvanced": [{"name": network.name} for network in on],
        **(more or {}),
    }
    return made(CONTAINER, name, properties, image=image, networksAdvanced=on)


def docker() -> Stack:
    """Everything of one host."""
    inside = made(NETWORK, "box-inside", {"internal": True, "driver": "bridge"})
    outside = made(NETWORK, "box-outside", {"internal": False, "driver": "bridge"})
    images = {name: made(IMAGE, f"box-{name}-image", {"name": f"{name}:1"}) for name in ("nginx", "postgres", "redis")}
    app = made("docker-build:index:Image", "box-app-image", {})
    once = {"mustRun": False, "restart": "no", "healthcheck": {}, "envs": []}
    return stack_of(
        inside,
        outside,
        app,
        *images.values(),
        made("docker:index/volume:Volume", "box-data", {}, protect=True),
        box(
            "box-proxy",
            images["nginx"],
            [inside, outside],
            {
                "ports": [{"internal": 10443.0, "external": 443.0}, {"internal": 10080.0, "external": 80.0}],
                "volumes": [{"hostPath": "/opt/notes/logs", "containerPath": "/logs"}],
                "readOnly": False,
                "uploads": [{"file": "/etc/nginx/nginx.conf", "content": "add_header Strict-Transport-Security a;"}],
            },
        ),
        box("box-api", app, [inside, outside], {"envs": ["PORT=8000", Secret("DATABASE_PASSWORD=hunter2")]}),
        box("box-worker", app, [inside], {"healthcheck": {}, "envs": [], "command": ["work"]}),
        box(
            "box-database",
            images["postgres"],
            [inside],
            {
                "envs": ["POSTGRES_USER=notes", "POSTGRES_PASSWORD_FILE=/run/secrets/database"],
                "command": ["postgres", "-c", "ssl=on"],
                "mounts": [{"type": "volume", "source": "box-data", "target": "/var/lib/postgresql"}],
            },
        ),
        box(
            "box-cache",
            images["redis"],
            [inside],
            {
                "envs": [],
                "command": ["redis-server", "/run/secrets/redis.conf", "--tls-port", "6379", "--port", "0"],
                "uploads": Secret([{"file": "/run/secrets/redis.conf", "content": "requirepass generated\n"}]),
            },
        ),
        box(
            "box-folder",
            images["nginx"],
            [],
            {
                **once,
                "user": "0:0",
                "networkMode": "none",
                "capabilities": {"drops": ["ALL"], "adds": ["CHOWN"]},
            },
        ),
        box(
            "box-guard",
            images["nginx"],
            [inside],
            {"user": "0:0", "volumes": [{"hostPath": "/var/run/docker.sock", "containerPath": "/s", "readOnly": True}]},
        ),
    )
