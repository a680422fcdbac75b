"""Which containers are servers of databases and caches, told by what they run."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from policies.pack.graph import Graph
from policies.pack.joins import Demand, Where
from policies.pack.predicates import Predicate, Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown, plain
from policies.rules.docker import kinds

DATABASES = kinds.DATABASES | {"mysqld", "mariadbd", "mongod"}
CACHES = kinds.CACHES | {"redis-server", "valkey-server", "keydb-server"}
"""Programs, and the last words of the names of images that start one when nothing else is said."""
PREPARED = ("POSTGRES_", "MYSQL_", "MARIADB_", "MONGO_INITDB_")
"""Variables that only the images of these databases read, when they make a new database."""


def of_databases(*demands: Demand) -> Where:
    """What is demanded of containers that serve a database."""
    return Where(kinds.CONTAINER, database, demands)


def of_caches(*demands: Demand) -> Where:
    """What is demanded of containers that serve a cache."""
    return Where(kinds.CONTAINER, cache, demands)


def database(graph: Graph, container: Resource) -> Verdict:
    """Whether the container serves a database."""
    return _holds(runs(DATABASES, PREPARED), graph, container)


def cache(graph: Graph, container: Resource) -> Verdict:
    """Whether the container serves a cache."""
    return _holds(runs(CACHES), graph, container)


def store(graph: Graph, container: Resource) -> Verdict:
    """Whether the container serves either."""
    return _holds(runs(DATABASES | CACHES, PREPARED), graph, container)


def _holds(server: Predicate, graph: Graph, container: Resource) -> Verdict:
    properties = plain(container.properties)
    said = properties if isinstance(properties, dict) else {}
    return server.test({**said, "image": kinds.image_of(graph, container)})


def runs(servers: frozenset[str], variables: tuple[str, ...] = ()) -> Predicate:
    """A whole container that runs one of these servers: by its command, its image's name, or its variables."""

    def test(container: object) -> Verdict:
        properties = container if isinstance(container, dict) else {}
        program = _program(properties)
        if isinstance(program, Marker):
            return Marker.UNKNOWN if program is Marker.UNKNOWN else _by_image(properties, servers, variables)
        return program in servers

    return Predicate("a server of a store", test, lambda _: "another program")


def _program(properties: Mapping[str, object]) -> str | Marker:
    """The first word that the container runs; MISSING where it runs what its image says."""
    for name in ("entrypoints", "command"):
        words = properties.get(name, Marker.MISSING)
        first = words[0] if isinstance(words, list) and words else words
        if first is Marker.UNKNOWN:
            return Marker.UNKNOWN
        if isinstance(first, str) and not first.startswith("-") and not first.endswith("entrypoint.sh"):
            return PurePosixPath(first).name
    return Marker.MISSING


def _by_image(properties: Mapping[str, object], servers: frozenset[str], variables: tuple[str, ...]) -> Verdict:
    image, listed = properties.get("image"), properties.get("envs")
    texts = [text for text in (listed if isinstance(listed, list) else []) if isinstance(text, str)]
    if any(text.startswith(variables) for text in texts):
        return True
    if isinstance(image, str) and not image.startswith("sha256:"):
        return kinds.last_word(image) in servers
    return Marker.UNKNOWN if has_unknown([image, listed] if variables else image) else False
