"""What ECS refuses and answers of security groups and their rules."""

from typing import Any

import pytest

from simulator.cloud import Record
from simulator.values import UNKNOWN
from tests.simulator.alicloud_builders import GROUP, Network
from tests.simulator.world import World

RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
TAIR = "alicloud:redis/tairInstance:TairInstance"
BASE = {
    "type": "ingress",
    "ipProtocol": "tcp",
    "portRange": "443/443",
    "nicType": "intranet",
    "securityGroupId": "sg-1",
    "cidrIp": "10.0.0.0/16",
}
OTHER: dict[str, Any] = {
    "type": "egress",
    "ipProtocol": "udp",
    "portRange": "80/80",
    "nicType": "internet",
    "securityGroupId": "sg-2",
    "cidrIp": "10.1.0.0/16",
    "policy": "drop",
    "priority": 2,
    "sourceGroupOwnerId": "1",
}
SOURCES = "cidrIp, ipv6CidrIp, sourceSecurityGroupId, prefixListId"


def rule(ali: World, group: Record, **more: Any) -> Record:
    return ali.make(RULE, "r", **{**BASE, "securityGroupId": group.id, **more})


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"portRange": "-1/-1"}, "portRange: tcp needs a range such as 443/443"),
        ({"portRange": "-1/-1", "ipProtocol": "udp"}, "portRange: udp needs a range such as 443/443"),
        ({"portRange": None}, "portRange: tcp needs a range such as 443/443"),
        ({"ipProtocol": "icmp"}, "portRange: icmp takes only -1/-1"),
        ({"ipProtocol": "all"}, "portRange: all takes only -1/-1"),
        ({"cidrIp": None}, f"cidrIp: at least one of {SOURCES} must be given"),
        ({"cidrIp": "", "prefixListId": ""}, f"cidrIp: at least one of {SOURCES} must be given"),
    ],
)
def test_a_rule_has_ports_and_a_source(ali: World, inputs: dict[str, Any], words: str) -> None:
    asked = {name: value for name, value in {**BASE, **inputs}.items() if value is not None}
    assert ali.problems(RULE, None, **asked) == [words]


@pytest.mark.parametrize("inputs", [{"ipProtocol": UNKNOWN}, {"ipProtocol": "icmp", "portRange": UNKNOWN}])
def test_what_is_not_known_yet_is_not_judged(ali: World, inputs: dict[str, str]) -> None:
    assert ali.problems(RULE, None, **{**BASE, **inputs}) == []


def test_a_rule_in_a_vpc_is_of_the_intranet(ali: World, net: Network) -> None:
    words = "InvalidNicType: a rule of a security group in a VPC has nicType intranet"
    asked = {**BASE, "securityGroupId": net.group.id}
    assert ali.refused(RULE, **{**asked, "nicType": "internet"}) == words
    del asked["nicType"]
    assert ali.refused(RULE, **asked) == words


def test_outside_a_vpc_only_a_rule_that_names_a_group_is_of_the_intranet(ali: World) -> None:
    classic, other = ali.make(GROUP, "classic"), ali.make(GROUP, "other")
    asked = {name: value for name, value in BASE.items() if name not in ("nicType", "cidrIp")}
    asked["securityGroupId"] = classic.id
    assert ali.make(RULE, "r", **asked, cidrIp="1.2.3.4/32").properties["nicType"] == "internet"
    assert ali.refused(RULE, **asked, sourceSecurityGroupId=other.id).startswith("InvalidNicType: ")


def test_a_rules_id_holds_all_that_it_says(ali: World, net: Network) -> None:
    group = net.group.id
    assert rule(ali, net.group).id == f"{group}:ingress:tcp:443/443:intranet:10.0.0.0/16:accept:1"
    other = ali.make(GROUP, "other", vpcId=net.vpc.id)
    named = rule(ali, net.group, cidrIp=None, sourceSecurityGroupId=other.id, policy="drop", priority=5)
    assert named.id == f"{group}:ingress:tcp:443/443:intranet:{other.id}:drop:5"
    whole = rule(ali, net.group, cidrIp=None, ipv6CidrIp="2001:db8::/32", ipProtocol="all", portRange="-1/-1")
    assert whole.id == f"{group}:ingress:all:-1/-1:intranet:2001_db8__/32:accept:1"


def test_two_resources_can_own_one_rule(ali: World, net: Network) -> None:
    first, second = rule(ali, net.group), rule(ali, net.group)
    assert first.id == second.id
    ali.remove(first)
    ali.remove(second)
    assert ali.cloud.find(RULE) == []


@pytest.mark.parametrize("name", OTHER)
def test_every_change_but_the_description_replaces_a_rule(ali: World, name: str) -> None:
    state = {**BASE, "policy": "accept", "priority": 1, "description": "old"}
    [change] = ali.differences(RULE, state, **{**BASE, "description": "old", name: OTHER[name]})
    assert (change.path, change.replaces) == ((name,), True)


def test_a_description_changes_in_place(ali: World) -> None:
    state = {**BASE, "policy": "accept", "priority": 1, "description": "old"}
    [change] = ali.differences(RULE, state, **BASE, description="new")
    assert (change.path, change.replaces) == (("description",), False)


def test_a_group_that_rules_of_others_name_stays(ali: World, net: Network) -> None:
    other = ali.make(GROUP, "other", vpcId=net.vpc.id)
    made = rule(ali, net.group, cidrIp=None, sourceSecurityGroupId=other.id)
    assert ali.remove_refused(other) == (
        "DependencyViolation: There is still instance(s) or security group(s) using the specified security group "
        f"{other.id}: {made.id}"
    )
    ali.remove(made)
    ali.remove(other)


def test_a_group_that_a_cache_lets_in_stays(ali: World, net: Network) -> None:
    other = ali.make(GROUP, "other", vpcId=net.vpc.id)
    place = {"vpcId": net.vpc.id, "vswitchId": net.switches[0].id, "zoneId": "eu-central-1a"}
    kind = {"instanceType": "tair_rdb", "instanceClass": "tair.rdb.1g", "paymentType": "PayAsYouGo"}
    cache = ali.make(TAIR, "c", **place, **kind, securityGroupId=f"{net.group.id},{other.id}")
    ali.remove(ali.make(GROUP, "unused", vpcId=net.vpc.id))
    for group in (net.group, other):
        assert ali.remove_refused(group) == (
            "DependencyViolation: There is still instance(s) or security group(s) using the specified security group "
            f"{group.id}: {cache.id}"
        )
    ali.remove(cache)
    ali.remove(other)
