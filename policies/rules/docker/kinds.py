"""What a container is, as its image tells: a database, a cache, the proxy, or anything else."""

from collections.abc import Collection

from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import plain

CONTAINER = "docker:index/container:Container"
NETWORK = "docker:index/network:Network"
REMOTE_IMAGE = "docker:index/remoteImage:RemoteImage"
BUILT_IMAGES = ("docker:index/image:Image", "docker-build:index:Image")

DATABASES = frozenset(
    {"postgres", "pgvector", "postgis", "timescaledb", "mysql", "mariadb", "mongo", "clickhouse-server", "mssql-server"}
)
CACHES = frozenset({"redis", "valkey", "keydb", "memcached", "redis-stack-server", "dragonfly"})
PROXIES = frozenset({"nginx", "nginx-unprivileged", "traefik", "caddy", "haproxy", "envoy", "httpd"})


def is_database(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a database's image."""
    return _runs(graph, container, DATABASES)


def is_cache(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a cache's image."""
    return _runs(graph, container, CACHES)


def is_data(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a database's or a cache's image."""
    return _runs(graph, container, DATABASES | CACHES)


def is_proxy(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a reverse proxy's image."""
    return _runs(graph, container, PROXIES)


def networks(graph: Graph, container: Resource) -> list[Resource]:
    """The networks of this stack that the container is on."""
    return graph.follow(container, "networksAdvanced", NETWORK)


def _runs(graph: Graph, container: Resource, kinds: Collection[str]) -> bool:
    images = [container, *graph.follow(container, "image", REMOTE_IMAGE)]
    texts = [plain(reading.value) for image in images for reading in read(image.properties, _named_by(image))]
    return any(isinstance(text, str) and _base(text) in kinds for text in texts)


def _named_by(image: Resource) -> str:
    return "image" if image.type == CONTAINER else "name"


def _base(image: str) -> str:
    """`postgres` of `docker.io/library/postgres:16-bookworm@sha256:…`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]
