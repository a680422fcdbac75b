"""Changes of networks, databases and caches on a Docker host that a rule must notice."""

from collections.abc import Callable

from policies.pack.resource import Resource
from policies.pack.values import Secret, plain
from tests.policies.building import Stack
from tests.policies.mutation import Mutation, edited, of_type, put
from tests.policies.mutations.docker import CONTAINER, of_container

PUBLISHED = ("NET-04", "NET-05", "DK-01", "DK-02", "EC-01")
LEADS_OUT = frozenset({"NET-07", "DB-20", "CA-08", "DK-15"})


def runs(program: str) -> Callable[[Stack, Resource], bool]:
    """Whether a container runs this program."""

    def test(_stack: Stack, container: Resource) -> bool:
        command = plain(container.properties.get("command"))
        return isinstance(command, list) and command[:1] == [program]

    return test


DATABASE, CACHE = runs("postgres"), runs("redis-server")


def _serves(_stack: Stack, container: Resource) -> bool:
    """Whether it is a service of the application, on networks of its own."""
    properties = container.properties
    return container.name.endswith("-1") and bool(properties.get("networksAdvanced") and properties.get("healthcheck"))


def without_tls(words: list[str]) -> list[str]:
    return ["ssl=off" if word == "ssl=on" else word for word in words]


def published(rule: str, where: Callable[[Stack, Resource], bool], port: int, *also: str) -> Mutation:
    """A port that everybody reaches."""
    return of_container(rule, where, "ports", [{"internal": port, "external": port}], *also)


def open_network(rule: str, where: Callable[[Stack, Resource], bool]) -> Mutation:
    """The networks of a store lead out."""

    def change(stack: Stack) -> Stack | None:
        stores = [container for container in of_type(stack, CONTAINER) if where(stack, container)]
        urns = [urn for store in stores for urn in store.depends_on["networksAdvanced"]]
        return put(stack, *(edited(stack[urn], "internal", False) for urn in urns)) if urns else None

    return Mutation(rule=rule, cloud="docker", change=change, also=LEADS_OUT - {rule})


def in_files(old: str, new: str) -> Callable[[list[object]], object]:
    """What is uploaded, with other words in it."""

    def changed(item: object) -> object:
        named = plain(item)
        return {**named, "content": str(named["content"]).replace(old, new)} if isinstance(named, dict) else named

    return lambda uploads: Secret([changed(item) for item in uploads])


def _speaks_tls(stack: Stack, container: Resource) -> bool:
    return CACHE(stack, container) and "tls-port" in str(plain(container.properties["uploads"]))


MUTATIONS = (
    of_container("NET-01", _serves, "networksAdvanced", []),
    published("NET-04", _serves, 8000, "DK-02", "EC-01"),
    published("NET-05", _serves, 22, "NET-04", "DK-02", "EC-01"),
    open_network("NET-07", DATABASE),
    published("DB-01", DATABASE, 5432, *PUBLISHED),
    of_container("DB-04", DATABASE, "command", without_tls),
    of_container("DB-18", DATABASE, "envs", lambda old: [*old, "POSTGRES_USER=root"]),
    of_container("DB-19", DATABASE, "envs", lambda old: [*old, "POSTGRES_PASSWORD=written"], "DK-14", "EC-06"),
    open_network("DB-20", DATABASE),
    of_container("CA-03", _speaks_tls, "uploads", in_files("tls-port", "port")),
    of_container("CA-04", CACHE, "uploads", in_files("requirepass", "#")),
    open_network("CA-08", CACHE),
    published("CA-09", CACHE, 6379, *PUBLISHED),
)
