"""Services on Alibaba Cloud: where they lie, how they are reached and how they are replaced."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Forbidden, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, Demand, GraphCheck, Where
from policies.pack.predicates import Verdict, at_least, count_at_least, differs_from, is_absent, is_set
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.alicloud.containers import APPLICATION, CONFIGURATION, CONTAINER_GROUP
from policies.rules.alicloud.stores import SWITCH
from policies.rules.owners import prod_of_others
from policies.rules.routes import ALICLOUD, in_private_subnets

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
ADDRESS = "alicloud:ecs/eipAssociation:EipAssociation"
FEWEST_INSTANCES = 2
FEWEST_SUBNETS = 2
PRIVATE = "reach it through the load balancer"


def _of_a_job(_graph: Graph, group: Resource) -> Verdict:
    """Whether a group is empty until it is started: there is nothing to roll out to."""
    sizes = (group.properties.get("minSize"), group.properties.get("maxSize"))
    if any(size not in (wanted, Marker.UNKNOWN) for size, wanted in zip(sizes, (0, 1), strict=True)):
        return False
    return Marker.UNKNOWN if Marker.UNKNOWN in sizes else True


def _many(graph: Graph, group: Resource) -> Verdict:
    verdicts = (_of_a_job(graph, group), prod_of_others(graph, group))
    if verdicts[0] is True or verdicts[1] is False:
        return False
    return Marker.UNKNOWN if Marker.UNKNOWN in verdicts else True


def _given_to_containers(graph: Graph, address: Resource) -> Iterator[Finding]:
    """An elastic address that is bound to containers."""
    for target in graph.follow(address, "instanceId", CONTAINER_GROUP, APPLICATION):
        yield Finding(address, "instanceId", f"gives {target.name} a public address", PRIVATE)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "EC-01": (
        Requirement(CONFIGURATION, "autoCreateEip", differs_from(True), "set it to false"),
        Requirement(CONTAINER_GROUP, "autoCreateEip", differs_from(True), "set it to false"),
        Requirement(CONTAINER_GROUP, "eipInstanceId", is_absent(), "remove it"),
        Forbidden("alicloud:sae/loadBalancerInternet:LoadBalancerInternet", PRIVATE),
        GraphCheck(ADDRESS, _given_to_containers),
    ),
    "EC-11": (
        Requirement(CONFIGURATION, "volumes[].nfsVolumeServer", is_absent(), "keep the files in a bucket"),
        Requirement(APPLICATION, "nasConfigs", is_absent(), "keep the files in a bucket"),
    ),
    "EC-15": (
        Requirement(GROUP, "vswitchIds", count_at_least(FEWEST_SUBNETS), "name vSwitches of two zones"),
        in_private_subnets(GROUP, "vswitchIds", ALICLOUD),
        Requirement(APPLICATION, "vswitchId", is_set(), "set it to a private vSwitch", proof=SWITCH),
    ),
    "EC-16": (
        Companion(GROUP, "alicloud:oos/execution:Execution", "parameters", exempt=_of_a_job),
        Where(GROUP, _many, (Demand("minSize", at_least(FEWEST_INSTANCES)),)),
        Where(APPLICATION, prod_of_others, (Demand("replicas", at_least(FEWEST_INSTANCES)),)),
        Requirement(
            APPLICATION,
            "minReadyInstances",
            at_least(1),
            "set how many stay while others are replaced",
            when=Applies("minReadyInstanceRatio", is_absent()),
        ),
    ),
}
