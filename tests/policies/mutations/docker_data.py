"""Changes of networks, databases and caches on a Docker host that a rule must notice."""

from collections.abc import Callable

from policies.pack.resource import Resource
from policies.pack.values import Secret, plain
from tests.policies.building import Stack
from tests.policies.mutation import Mutation, edited, of_type, put

CONTAINER = "docker:index/container:Container"


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


def open_network(rule: str, where: Callable[[Stack, Resource], bool], also: frozenset[str]) -> Mutation:
    """The networks of a store lead out."""

    def change(stack: Stack) -> Stack | None:
        stores = [container for container in of_type(stack, CONTAINER) if where(stack, container)]
        urns = [urn for store in stores for urn in store.depends_on["networksAdvanced"]]
        return put(stack, *(edited(stack[urn], "internal", False) for urn in urns)) if urns else None

    return Mutation(rule=rule, cloud="docker", change=change, also=also)


def in_files(old: str, new: str) -> Callable[[list[object]], object]:
    """What is uploaded, with other words in it."""

    def changed(item: object) -> object:
        named = plain(item)
        return {**named, "content": str(named["content"]).replace(old, new)} if isinstance(named, dict) else named

    return lambda uploads: Secret([changed(item) for item in uploads])


PUBLISHED = frozenset({"NET-04", "NET-05", "DK-01", "DK-02", "EC-01"})

MUTATIONS = (
    Mutation(rule="NET-01", cloud="docker", type=CONTAINER, path="networksAdvanced", value=[], where=_serves),
    Mutation(
        rule="NET-04",
        cloud="docker",
        type=CONTAINER,
        path="ports",
        value=[{"internal": 8000, "external": 8000}],
        where=_serves,
        also=frozenset({"DK-02", "EC-01"}),
    ),
    Mutation(
        rule="NET-05",
        cloud="docker",
        type=CONTAINER,
        path="ports",
        value=[{"internal": 22, "external": 22}],
        where=_serves,
        also=frozenset({"NET-04", "DK-02", "EC-01"}),
    ),
    open_network("NET-07", DATABASE, frozenset({"DB-20", "CA-08", "DK-15"})),
    Mutation(
        rule="DB-01",
        cloud="docker",
        type=CONTAINER,
        path="ports",
        value=[{"internal": 5432, "external": 5432}],
        where=DATABASE,
        also=PUBLISHED,
    ),
    Mutation(rule="DB-04", cloud="docker", type=CONTAINER, path="command", value=without_tls, where=DATABASE),
    Mutation(
        rule="DB-18",
        cloud="docker",
        type=CONTAINER,
        path="envs",
        value=lambda old: [*old, "POSTGRES_USER=root"],
        where=DATABASE,
    ),
    Mutation(
        rule="DB-19",
        cloud="docker",
        type=CONTAINER,
        path="envs",
        value=lambda old: [*old, "POSTGRES_PASSWORD=written"],
        where=DATABASE,
        also=frozenset({"DK-14", "EC-06"}),
    ),
    open_network("DB-20", DATABASE, frozenset({"NET-07", "CA-08", "DK-15"})),
    Mutation(
        rule="CA-03",
        cloud="docker",
        type=CONTAINER,
        path="uploads",
        value=in_files("tls-port", "port"),
        where=lambda stack, box: CACHE(stack, box) and "tls-port" in str(plain(box.properties["uploads"])),
    ),
    Mutation(
        rule="CA-04", cloud="docker", type=CONTAINER, path="uploads", value=in_files("requirepass", "#"), where=CACHE
    ),
    open_network("CA-08", CACHE, frozenset({"NET-07", "DB-20", "DK-15"})),
    Mutation(
        rule="CA-09",
        cloud="docker",
        type=CONTAINER,
        path="ports",
        value=[{"internal": 6379, "external": 6379}],
        where=CACHE,
        also=PUBLISHED,
    ),
)
