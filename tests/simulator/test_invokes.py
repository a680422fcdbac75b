"""What the simulated AWS answers to questions."""

from typing import Any

import pytest

from simulator.aws.invokes import INVOKES
from simulator.aws.places import hosted_zone, regions, zone_ids
from simulator.behaviour import Refusal
from tests.simulator.world import REGION, World


def ask(world: World, token: str, **arguments: Any) -> dict[str, Any]:
    return dict(INVOKES[token](world.cloud, REGION, arguments))


def test_the_zones_of_a_region(world: World) -> None:
    answer = ask(world, "aws:index/getAvailabilityZones:getAvailabilityZones", state="available")
    assert answer["names"] == ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    assert answer["zoneIds"] == ["euc1-az1", "euc1-az2", "euc1-az3"]
    other = ask(world, "aws:index/getAvailabilityZones:getAvailabilityZones", region="us-west-1")
    assert other["names"] == ["us-west-1b", "us-west-1c"]


def test_every_region_has_zone_ids_of_its_own() -> None:
    ids = [zone_ids(region)[0] for region in regions()]
    assert len(set(ids)) == len(ids)
    assert {"use1-az1", "apne1-az1", "apse2-az1", "euw3-az1"} <= set(ids)


def test_who_asks_and_where(world: World) -> None:
    assert ask(world, "aws:index/getCallerIdentity:getCallerIdentity")["accountId"] == "123456789012"
    assert ask(world, "aws:index/getRegion:getRegion")["region"] == "eu-central-1"
    assert ask(world, "aws:index/getPartition:getPartition")["partition"] == "aws"
    china = INVOKES["aws:index/getPartition:getPartition"](world.cloud, "cn-north-1", {})
    assert (china["partition"], china["dnsSuffix"]) == ("aws-cn", "amazonaws.com.cn")
    with pytest.raises(Refusal, match="there is no region mars-1; there are "):
        ask(world, "aws:index/getRegion:getRegion", region="mars-1")


def test_the_account_has_every_zone_that_is_asked_for(world: World) -> None:
    first = ask(world, "aws:route53/getZone:getZone", name="example.com")
    again = ask(world, "aws:route53/getZone:getZone", name="Example.com.")
    assert first["zoneId"] == again["zoneId"]
    assert ask(world, "aws:route53/getZone:getZone", zoneId=first["zoneId"])["name"] == "example.com"
    assert world.cloud.resources() == []
    with pytest.raises(Refusal, match="no matching Route 53 Hosted Zone found: Z1"):
        ask(world, "aws:route53/getZone:getZone", zoneId="Z1")


def test_a_zone_a_stack_made_comes_first(world: World) -> None:
    made = world.make("aws:route53/zone:Zone", "z", name="own.example")
    assert ask(world, "aws:route53/getZone:getZone", name="own.example")["zoneId"] == made.id


@pytest.mark.parametrize(
    "arguments",
    [
        {"name": "com.amazonaws.global.cloudfront.origin-facing"},
        {"filters": [{"name": "prefix-list-name", "values": ["com.amazonaws.global.cloudfront.origin-facing"]}]},
    ],
)
def test_prefix_lists_of_aws_can_be_used_in_rules(world: World, network: Any, arguments: dict[str, Any]) -> None:
    found = ask(world, "aws:ec2/getManagedPrefixList:getManagedPrefixList", **arguments)
    rule = {"securityGroupId": network.group.id, "ipProtocol": "tcp", "fromPort": 443, "toPort": 443}
    for way in ("Ingress", "Egress"):
        token = f"aws:vpc/securityGroup{way}Rule:SecurityGroup{way}Rule"
        world.make(token, "r", **rule, prefixListId=found["id"])
        assert world.refused(token, **rule, prefixListId="pl-12345678") == (
            "InvalidPrefixListID.NotFound: The prefix list ID 'pl-12345678' does not exist"
        )


def test_an_unknown_prefix_list_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match=r"no matching prefix list found: nope; there are com\.amazonaws\.global"):
        ask(world, "aws:ec2/getPrefixList:getPrefixList", name="nope")


def test_the_registry_gives_a_token(world: World) -> None:
    answer = ask(world, "aws:ecr/getAuthorizationToken:getAuthorizationToken")
    assert answer["userName"] == "AWS"
    assert answer["proxyEndpoint"] == "https://123456789012.dkr.ecr.eu-central-1.amazonaws.com"


def test_every_region_has_a_hosted_zone_for_load_balancers() -> None:
    assert hosted_zone("eu-central-1", "load_balancers") == "Z215JYRZR1TBD5"
    assert all(hosted_zone(region, "load_balancers").startswith("Z") for region in regions())
