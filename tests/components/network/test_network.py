"""Network: private names on demand, labels, a tree without orphans, and nobody waits for more than it needs."""

from components.network import Edge, Network, NetworkArgs, NetworkSpec
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.stand import make_platform

UNTAGGED = {
    "aws:ec2/route:Route",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:iam/rolePolicy:RolePolicy",
}
NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace"


def network(*, private_names: bool = False) -> Network:
    platform = make_platform(private_names=private_names, containers=False)
    edges = (Edge(source="api", target="database", port=5432),)
    return Network(
        "network",
        NetworkArgs(platform=platform, spec=NetworkSpec(zones=2, nat="single"), parts=("api", "database"), edges=edges),
    )


def test_parts_find_one_another_by_name_inside_the_network(recorder: Recorder) -> None:
    made = run(lambda: network(private_names=True))
    assert without_tags(recorder.inputs(NAMESPACE)) == {
        "name": "notes-prod.internal",
        "vpc": "network-vpc-id",
        "description": "Names of parts that other parts use",
    }
    assert value(made.namespace) == "network-names-id"


def test_no_private_names_no_namespace(recorder: Recorder) -> None:
    made = run(network)
    assert recorder.names(NAMESPACE) == []
    assert made.namespace is None


def test_everything_hangs_below_the_network_and_says_whose_it_is(recorder: Recorder) -> None:
    run(lambda: network(private_names=True))
    mine = [item for item in recorder.noted if item.custom and item.name.startswith("network")]
    assert {item.parent for item in mine} == {"network"}
    assert {item.type for item in mine if "tags" not in item.inputs} == UNTAGGED
    tagged = [item for item in mine if item.type not in UNTAGGED]
    assert all(item.inputs["tags"].keys() >= {"application", "stack", "environment", "part"} for item in tagged)


def test_subnets_and_groups_wait_for_the_network_alone(recorder: Recorder) -> None:
    run(network)
    assert {item.depends_on for item in recorder.all("aws:ec2/subnet:Subnet")} == {frozenset({"network-vpc"})}
    groups = recorder.all("aws:ec2/securityGroup:SecurityGroup")
    assert {item.depends_on for item in groups} == {frozenset({"network-vpc"})}
