"""Which containers others ask something of."""

from policies.pack.graph import Graph
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import is_data, is_proxy


def serves(graph: Graph, container: Resource) -> Verdict:
    """Whether the container stays, and others reach it: it publishes a port, is told one, has a name, or is a store.

    Of a worker or a job there is nothing to ask but whether it runs, and Docker starts it again when it ends.
    """
    box = plain(container.properties)
    if not isinstance(box, dict) or box.get("mustRun") is False:
        return False
    told_a_port = any(str(item).startswith("PORT=") for item in _listed(box.get("envs")))
    own_command = not box.get("command") and not box.get("entrypoints")
    attached = _listed(box.get("networksAdvanced"))
    has_a_name = own_command and any(isinstance(item, dict) and item.get("aliases") for item in attached)
    by_image = own_command and (is_data(graph, container) or is_proxy(graph, container))
    ports = box.get("ports")
    asked = told_a_port or has_a_name or by_image or bool(ports)
    unsure = box.get("mustRun") is Marker.UNKNOWN or not (told_a_port or has_a_name or by_image)
    return Marker.UNKNOWN if asked and unsure and Marker.UNKNOWN in (ports, box.get("mustRun")) else asked


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
