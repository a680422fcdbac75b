"""The one change in an example on a Docker host that each rule about parts must notice."""

from tests.policies.building import GONE, Stack
from tests.policies.mutation import Mutation, edited, of_type, put
from tests.policies.mutations.docker import CONTAINER, OPEN, by_tag, of_service


def _on_http_only(stack: Stack) -> Stack | None:
    found = [each for each in of_type(stack, CONTAINER) if each.name == "gateway-server"]
    return (
        put(stack, *(edited(each, "ports", [{"internal": 10080.0, "external": 80.0}]) for each in found))
        if found
        else None
    )


def _without_header(stack: Stack) -> Stack | None:
    found = [each for each in of_type(stack, CONTAINER) if each.name == "gateway-server"]
    files = [{"file": "/etc/nginx/nginx.conf", "content": "server {}"}]
    return put(stack, *(edited(each, "uploads", files) for each in found)) if found else None


MUTATIONS = (
    of_service("EC-01", "ports", [OPEN], "NET-04", "DK-02"),
    of_service("EC-02", "devices", [{"hostPath": "/dev/sda"}]),
    of_service("EC-03", "readOnly", False, "DK-06"),
    of_service("EC-04", "user", "0", "DK-07"),
    of_service("EC-05", "pidMode", "host", "DK-08"),
    of_service("EC-06", "envs", lambda old: [*old, "API_TOKEN=hunter2hunter2"], "DK-14"),
    of_service("EC-07", "logDriver", "none", "DK-12", "LG-01"),
    Mutation(rule="EC-13", cloud="docker", change=by_tag, also=frozenset({"DK-13"})),
    of_service("EC-14", "memory", GONE, "DK-10"),
    Mutation(rule="LB-01", cloud="docker", change=_on_http_only),
    Mutation(rule="ED-09", cloud="docker", change=_without_header),
    of_service("LG-01", "logOpts", {}, "EC-07", "DK-12"),
)
