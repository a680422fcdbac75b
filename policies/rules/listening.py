"""Whether somebody asks a container that serves whether it is well."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.paths import read
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"


def asked_whether_well() -> GraphCheck:
    """Each container of a service that listens has a health check, unless the service's load balancer asks."""

    def look(graph: Graph, service: Resource) -> Iterator[Finding]:
        asked = service.properties.get("loadBalancers")
        if asked is not Marker.UNKNOWN and asked:
            return
        for task in graph.follow(service, "taskDefinition", TASK):
            for reading in read(task.properties, "containerDefinitions{}[]"):
                if (answer := _asked(plain(reading.value))) is not True:
                    yield Finding(
                        task,
                        f"{reading.location}.healthCheck",
                        "is not set, and no load balancer asks",
                        "set a command that tells whether it is well",
                        unknown=Marker.UNKNOWN in (asked, answer),
                    )

    return GraphCheck(SERVICE, look)


def _asked(container: object) -> Verdict:
    """Whether a container that listens has a health check."""
    if container is Marker.UNKNOWN:
        return Marker.UNKNOWN
    return not (isinstance(container, dict) and container.get("portMappings") and not container.get("healthCheck"))
