"""What a container is, as its image tells: a database, a cache, the proxy, or anything else."""

from collections.abc import Collection

from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

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
    return _runs(graph, container, DATABASES) is True


def is_cache(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a cache's image."""
    return _runs(graph, container, CACHES) is True


def is_data(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a database's or a cache's image."""
    return keeps_data(graph, container) is True


def is_proxy(graph: Graph, container: Resource) -> bool:
    """Whether the container runs a reverse proxy's image."""
    return _runs(graph, container, PROXIES) is True


def keeps_data(graph: Graph, container: Resource) -> Verdict:
    """As `is_data`; unknown while nothing tells which image it is."""
    return _runs(graph, container, DATABASES | CACHES)


def is_no_proxy(graph: Graph, container: Resource) -> Verdict:
    """As not `is_proxy`; unknown while nothing tells which image it is."""
    verdict = _runs(graph, container, PROXIES)
    return verdict if isinstance(verdict, Marker) else not verdict


def networks(graph: Graph, container: Resource) -> list[Resource]:
    """The networks of this stack that the container is on."""
    return graph.follow(container, "networksAdvanced", NETWORK)


def _runs(graph: Graph, container: Resource, kinds: Collection[str]) -> Verdict:
    images = [container, *graph.follow(container, "image", REMOTE_IMAGE)]
    texts = [plain(reading.value) for image in images for reading in read(image.properties, _named_by(image))]
    # An id tells no name.
    known = [text for text in texts if isinstance(text, str) and not text.startswith("sha256:")]
    if any(_base(text) in kinds for text in known):
        return True
    return False if known else Marker.UNKNOWN if Marker.UNKNOWN in texts else False


def _named_by(image: Resource) -> str:
    return "image" if image.type == CONTAINER else "name"


def _base(image: str) -> str:
    """`postgres` of `docker.io/library/postgres:16-bookworm@sha256:…`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]
