"""What Network Load Balancers refuse and answer, and how scaling groups join them."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import (
    CONTAINER,
    VPC,
    Network,
    configuration,
    scaling_group,
)
from tests.simulator.alicloud_builders import (
    servers as http_servers,
)
from tests.simulator.world import REGION, World

BALANCER = "alicloud:nlb/loadBalancer:LoadBalancer"
SERVERS = "alicloud:nlb/serverGroup:ServerGroup"
LISTENER = "alicloud:nlb/listener:Listener"
MEMBERSHIP = "alicloud:ess/serverGroupAttachment:ServerGroupAttachment"
NAMING = "2 to 128 letters, digits, periods, underscores and hyphens, the first a letter"


def inputs(net: Network, **more: Any) -> dict[str, Any]:
    mappings = [{"vswitchId": net.switches[place].id, "zoneId": REGION + zone} for place, zone in enumerate("ab")]
    return {"addressType": "Intranet", "vpcId": net.vpc.id, "zoneMappings": mappings, **more}


@pytest.fixture
def balancer(ali: World, net: Network) -> Record:
    """A balancer in two zones."""
    return ali.make(BALANCER, "inside", **inputs(net))


@pytest.fixture
def servers(ali: World, net: Network) -> Record:
    """A server group for connections."""
    return ali.make(SERVERS, "behind", serverGroupName="api", vpcId=net.vpc.id)


def listening(balancer: Record, servers: Record, **more: Any) -> dict[str, Any]:
    to = {"loadBalancerId": balancer.id, "serverGroupId": servers.id}
    return {"listenerPort": 8600, "listenerProtocol": "TCP", **to, **more}


def test_a_balancer_is_called_by_its_region(balancer: Record) -> None:
    assert balancer.properties["dnsName"] == f"{balancer.id}.{REGION}.nlb.aliyuncsslb.com"
    assert (balancer.properties["paymentType"], balancer.properties["status"]) == ("PayAsYouGo", "Active")


def test_a_balancer_lies_in_two_zones_in_a_switch_of_each(ali: World, net: Network) -> None:
    first, second = inputs(net)["zoneMappings"]
    words = "IllegalParam.ZoneMappings: at least 2 zones, each of them once"
    for mappings in ([first], [first, second, second]):
        assert ali.refused(BALANCER, **inputs(net, zoneMappings=mappings)) == words
    swapped = [{**first, "zoneId": second["zoneId"]}, {**second, "zoneId": first["zoneId"]}]
    words = f"Mismatch.ZoneAndVSwitch: the vSwitch {first['vswitchId']} lies in {first['zoneId']}"
    assert ali.refused(BALANCER, **inputs(net, zoneMappings=swapped)) == words


def test_a_protected_balancer_stays(ali: World, net: Network) -> None:
    made = ali.make(BALANCER, "b", **inputs(net, deletionProtectionEnabled=True))
    words = f"ResourceInDeleteProtection.LoadBalancer: {made.id} is protected against deletion"
    assert ali.remove_refused(made) == words


def test_what_a_balancer_stands_in_stays(ali: World, net: Network) -> None:
    made = ali.make(BALANCER, "b", **inputs(net, securityGroupIds=[net.group.id]))
    words = (
        "DependencyViolation: There is still instance(s) or security group(s) using the specified security group "
        f"{net.group.id}: {made.id}"
    )
    assert ali.remove_refused(net.group) == words
    words = f"DependencyViolation: Specified object has dependent resources: {net.switches[0].id} is used by {made.id}"
    assert ali.remove_refused(net.switches[0]) == words
    words = "ResourceNotFound.SecurityGroup: The specified security group is not found: sg-1"
    assert ali.refused(BALANCER, **inputs(net, securityGroupIds=["sg-1"])) == words


def test_a_server_group_has_a_name_of_its_form(ali: World, net: Network) -> None:
    words = f"IllegalParam.ServerGroupName: a server group's name has {NAMING}; got 1api"
    assert ali.refused(SERVERS, serverGroupName="1api", vpcId=net.vpc.id) == words


def test_a_port_is_listened_on_once(ali: World, balancer: Record, servers: Record) -> None:
    made = ali.make(LISTENER, "l", **listening(balancer, servers))
    assert made.id.endswith("@8600")
    words = "ResourceAlreadyExist.Listener: The listener port 8600 is in use already"
    assert ali.refused(LISTENER, **listening(balancer, servers)) == words
    ali.make(LISTENER, "m", **listening(balancer, servers, listenerPort=8700))


def test_what_a_listener_needs_stays(ali: World, balancer: Record, servers: Record) -> None:
    made = ali.make(LISTENER, "l", **listening(balancer, servers))
    assert ali.remove_refused(balancer) == (
        f"ResourceInUse.LoadBalancer: The load balancer {balancer.id} has the listener {made.id}"
    )
    assert (
        ali.remove_refused(servers) == f"ResourceInUse.serverGroup: The server group {servers.id} is used by {made.id}"
    )
    ali.remove(made)
    ali.remove(servers)
    ali.remove(balancer)


def test_a_listener_leads_to_servers_of_its_protocol_and_network(
    ali: World, net: Network, balancer: Record, servers: Record
) -> None:
    words = "Mismatch.Protocol: a listener of UDP leads to no server group of TCP"
    assert ali.refused(LISTENER, **listening(balancer, servers, listenerProtocol="UDP")) == words
    other = ali.make(VPC, "other", cidrBlock="10.1.0.0/16")
    elsewhere = ali.make(SERVERS, "elsewhere", serverGroupName="api", vpcId=other.id)
    words = f"Mismatch.VpcId: the server group {elsewhere.id} and the load balancer are in different VPCs"
    assert ali.refused(LISTENER, **listening(balancer, elsewhere)) == words
    web = http_servers(ali, net)
    words = f"ResourceNotFound.serverGroup: The specified resource of serverGroup is not found: {web.id}"
    assert ali.refused(LISTENER, **listening(balancer, web)) == words


def test_a_scaling_group_joins_servers_of_the_kind_it_names(ali: World, net: Network, servers: Record) -> None:
    group = scaling_group(ali, net)
    asked = {"scalingGroupId": group.id, "serverGroupId": servers.id, "type": "NLB", "port": 8600, "weight": 100}
    words = f"IncorrectScalingGroupStatus: the scaling group {group.id} has no active scaling configuration"
    assert ali.refused(MEMBERSHIP, **asked) == words
    configuration(ali, group, containers=[CONTAINER])
    words = f"InvalidServerGroupId.NotFound: The specified server group is none of ALB: {servers.id}"
    assert ali.refused(MEMBERSHIP, **{**asked, "type": "ALB"}) == words
    words = "MissingParameter: a server group of NLB needs port and weight"
    assert ali.refused(MEMBERSHIP, **{key: value for key, value in asked.items() if key != "weight"}) == words
    made = ali.make(MEMBERSHIP, "m", **asked)
    assert (
        ali.remove_refused(servers) == f"ResourceInUse.serverGroup: The server group {servers.id} is used by {made.id}"
    )
    assert ali.change_refused(made, **asked, forceAttach=True) == (
        "server_group_attachment not support modify operation"
    )


def test_a_scaling_group_takes_its_memberships_along(ali: World, net: Network, servers: Record) -> None:
    group = scaling_group(ali, net)
    configuration(ali, group, containers=[CONTAINER])
    asked = {"scalingGroupId": group.id, "serverGroupId": servers.id, "type": "NLB", "port": 8600, "weight": 100}
    ali.make(MEMBERSHIP, "m", **asked)
    ali.remove(group)
    assert ali.cloud.find(MEMBERSHIP) == []
