"""What a container is, as its image tells: a database, a cache, the proxy, or anything else."""

from collections.abc import Collection

from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

CONTAINER = "docker:index/container:Container"
NETWORK = "docker:index/network:Network"
IMAGES = {
    "docker:index/remoteImage:RemoteImage": "name",
    "docker:index/image:Image": "imageName",
    "docker-build:index:Image": "tags[]",
}
"""Type of an image of the stack -> the path to what it is called."""

DATABASES = frozenset(
    {"postgres", "pgvector", "postgis", "timescaledb", "mysql", "mariadb", "mongo", "clickhouse-server", "mssql-server"}
)
CACHES = frozenset({"redis", "valkey", "keydb", "memcached", "redis-stack-server", "dragonfly"})
PROXIES = frozenset({"nginx", "nginx-unprivileged", "traefik", "caddy", "haproxy", "envoy", "httpd"})


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


def open_networks(graph: Graph, container: Resource) -> list[tuple[Resource, bool]]:
    """Those of them that are not internal, and whether one may turn out to be internal all the same."""
    found = [(each, plain(each.properties.get("internal", Marker.MISSING))) for each in networks(graph, container)]
    return [(network, internal is Marker.UNKNOWN) for network, internal in found if internal is not True]


def image_of(graph: Graph, container: Resource) -> object:
    """What the container's image is called: as the stack pulls or builds it, or as the container says.

    A container is given the id of an image of the stack, which is unknown until the image is there and tells nothing.
    """
    images = graph.follow(container, "image", *IMAGES)
    names = [plain(reading.value) for image in images for reading in read(image.properties, IMAGES[image.type])]
    known = (name for name in names if name is not Marker.MISSING)
    return next(known, plain(container.properties.get("image", Marker.MISSING)))


def last_word(image: str) -> str:
    """`postgres` of `docker.io/library/postgres:16-bookworm@sha256:…`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]


def _runs(graph: Graph, container: Resource, kinds: Collection[str]) -> Verdict:
    image = image_of(graph, container)
    return Marker.UNKNOWN if image is Marker.UNKNOWN else isinstance(image, str) and last_word(image) in kinds
