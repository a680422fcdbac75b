"""The one change in an example on a Docker host that each rule about containers must notice."""

from collections.abc import Callable
from dataclasses import replace

from policies.pack.resource import Resource
from policies.pack.values import plain
from tests.policies.building import Stack
from tests.policies.mutation import Mutation, edited, of_type, otherwise, put

CONTAINER = "docker:index/container:Container"
NETWORK = "docker:index/network:Network"
OPEN = {"internal": 8000.0, "external": 8000.0}


def _service(stack: Stack) -> Resource | None:
    """The first service that stays: it is told its port."""
    for found in of_type(stack, CONTAINER):
        told = any(str(item).startswith("PORT=") for item in _variables(found))
        if told and found.properties.get("mustRun") is not False and found.name.endswith("-1"):
            return found
    return None


def _variables(container: Resource) -> list[object]:
    listed = plain(container.properties["envs"])
    return listed if isinstance(listed, list) else []


def of_container(rule: str, where: Callable[[Stack, Resource], bool], path: str, value: object, *also: str) -> Mutation:
    """A change of the first container of which this is true."""
    return replace(otherwise(rule, CONTAINER, path, value, *also), where=where)


def of_service(rule: str, path: str, value: object, *also: str) -> Mutation:
    """A change of the first service."""
    return of_container(rule, lambda stack, container: container is _service(stack), path, value, *also)


def _published(stack: Stack) -> Stack | None:
    database = next(found for found in of_type(stack, CONTAINER) if found.name == "database-server")
    return put(stack, edited(database, "ports", [{"internal": 5432.0, "external": 5432.0, "ip": "127.0.0.1"}]))


def by_tag(stack: Stack) -> Stack | None:
    """The first service, of an image that its tag names."""
    service = _service(stack)
    if service is None:
        return None
    tagged = edited(service, "image", "ghcr.io/notes/api:latest")
    return put(stack, replace(tagged, depends_on={**service.depends_on, "image": ()}))


MUTATIONS = (
    Mutation(rule="DK-01", cloud="docker", change=_published),
    of_service("DK-02", "ports", [OPEN], "NET-04", "EC-01"),
    of_service("DK-03", "privileged", True, "EC-02"),
    of_service("DK-04", "capabilities.adds", ["SYS_ADMIN"], "EC-14"),
    of_service("DK-04", "capabilities.drops", ["NET_RAW"], "EC-14"),
    of_service("DK-05", "securityOpts", [], "EC-14"),
    of_service("DK-06", "readOnly", False, "EC-03"),
    of_service("DK-07", "user", "0", "EC-04"),
    of_service("DK-08", "pidMode", "host", "EC-05"),
    of_service("DK-09", "volumes", [{"hostPath": "/var/run/docker.sock", "containerPath": "/var/run/docker.sock"}]),
    of_service("DK-10", "memory", 0.0, "EC-14"),
    of_service("DK-11", "healthcheck", {}, "EC-14"),
    of_service("DK-12", "logOpts", {}, "EC-07", "LG-01"),
    Mutation(rule="DK-13", cloud="docker", change=by_tag, also=frozenset({"EC-13"})),
    of_service("DK-14", "envs", lambda old: [*old, "API_TOKEN=hunter2hunter2"], "EC-06"),
    Mutation(
        rule="DK-15",
        cloud="docker",
        type=NETWORK,
        path="internal",
        value=False,
        where=lambda _, resource: resource.name == "network-backend",
        also=frozenset({"NET-07", "DB-20", "CA-08"}),
    ),
)
