"""The network: where it lies, what leads out of it, who may talk to whom."""

import json

import pulumi
import pytest

from tests.components.alicloud.stand import network, platform
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.tiers import TWO_ZONES

SWITCH = "alicloud:vpc/switch:Switch"
ROUTE = "alicloud:vpc/routeEntry:RouteEntry"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
TABLE = "alicloud:vpc/routeTable:RouteTable"
ATTACHMENT = "alicloud:vpc/routeTableAttachment:RouteTableAttachment"
NAT = "alicloud:vpc/natGateway:NatGateway"


def test_every_tier_has_a_switch_in_every_zone(recorder: Recorder) -> None:
    made = run(lambda: network(zones=2))
    found = {
        item.name: (item.inputs["cidrBlock"], item.inputs["zoneId"], item.inputs["tags"]["tier"])
        for item in recorder.all(SWITCH)
    }
    assert found == TWO_ZONES
    assert [value(zone) for zone in made.zones] == ["eu-central-1a", "eu-central-1b"]
    assert {item.ignore_changes for item in recorder.all(SWITCH)} == {("zoneId",)}


def test_a_region_with_too_few_zones_is_refused(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.components.answers_alicloud.REGION", "us-west-1")
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: network(platform(region="us-west-1"), zones=3))
    assert str(refused.value) == (
        "network.zones: 3 asked for, but region us-west-1 has 2 that offer all that is needed: us-west-1a, us-west-1b"
    )


@pytest.mark.parametrize(("nat", "gateways"), [("none", 0), ("single", 1), ("per_zone", 3)])
def test_ways_out(recorder: Recorder, nat: str, gateways: int) -> None:
    """The data tier has a table of its own and no way out; the app tier leads to a gateway, of its zone if there is."""
    run(lambda: network(nat=nat))
    assert len(recorder.all(NAT)) == gateways
    ways = {item.inputs["routeTableId"]: item.inputs["nexthopId"] for item in recorder.all(ROUTE)}
    expected = (
        {}
        if nat == "none"
        else {f"network-app-{zone}-routes-id": f"network-nat-{min(zone, gateways)}-id" for zone in (1, 2, 3)}
    )
    assert ways == expected
    assert len(recorder.all("alicloud:vpc/snatEntry:SnatEntry")) == len(expected)
    assert {item.inputs["routeTableId"] for item in recorder.all(ATTACHMENT) if "data" in item.name} == {
        "network-data-routes-id"
    }
    assert (
        len(recorder.all("alicloud:vpc/gatewayEndpointRouteTableAttachment:GatewayEndpointRouteTableAttachment")) == 3
    )


def test_nat_gateways_are_paid_by_use(recorder: Recorder) -> None:
    run(lambda: network(nat="single"))
    gateway = recorder.inputs(NAT)
    assert (gateway["natType"], gateway["paymentType"], gateway["internetChargeType"]) == (
        "Enhanced", "PayAsYouGo", "PayByLcu",
    )  # fmt: skip
    address = recorder.inputs("alicloud:ecs/eipAddress:EipAddress")
    assert (address["paymentType"], address["internetChargeType"]) == ("PayAsYouGo", "PayByTraffic")


@pytest.mark.parametrize(("changes", "protected"), [({}, True), ({"disposable": True}, False)])
def test_addresses_that_partners_know_are_not_lost(
    recorder: Recorder, changes: dict[str, bool], protected: bool
) -> None:
    run(lambda: network(platform(**changes), nat="per_zone"))
    kept = [*recorder.all(NAT), *recorder.all("alicloud:ecs/eipAddress:EipAddress")]
    assert [item.inputs["deletionProtection"] for item in kept] == [protected] * 6


def test_an_address_translates_only_when_it_is_bound(recorder: Recorder) -> None:
    run(lambda: network(nat="single"))
    assert all("network-nat-1-bound" in item.depends_on for item in recorder.all("alicloud:vpc/snatEntry:SnatEntry"))


def test_oss_is_reached_inside(recorder: Recorder) -> None:
    run(network)
    endpoint = recorder.one("alicloud:vpc/gatewayEndpoint:GatewayEndpoint")
    assert endpoint.inputs["serviceName"] == "com.aliyun.eu-central-1.oss"
    assert json.loads(endpoint.inputs["policyDocument"])["Statement"][0]["Action"] == ["oss:*"]
    assert endpoint.ignore_changes == ("routeTables",)


def test_groups_admit_nobody_by_themselves(recorder: Recorder) -> None:
    run(network)
    groups = recorder.all("alicloud:ecs/securityGroup:SecurityGroup")
    assert [item.name for item in groups] == [
        "network-api", "network-cache", "network-database", "network-gateway", "network-tasks",
    ]  # fmt: skip
    assert {(item.inputs["securityGroupType"], item.inputs["innerAccessPolicy"]) for item in groups} == {
        ("normal", "Drop")
    }
    closed = [item for item in recorder.all(RULE) if item.inputs["policy"] == "drop"]
    assert {item.inputs["securityGroupId"] for item in closed} == {f"{item.name}-id" for item in groups}
    assert {
        (item.inputs["type"], item.inputs["ipProtocol"], item.inputs["cidrIp"], item.inputs["priority"])
        for item in closed
    } == {("egress", "all", "0.0.0.0/0", 100)}


def rules(recorder: Recorder) -> dict[str, tuple[str, str, str]]:
    """Rules that admit: name -> direction, ports, other side."""
    return {
        item.name: (
            item.inputs["type"],
            item.inputs["portRange"],
            item.inputs.get("cidrIp") or item.inputs["sourceSecurityGroupId"],
        )
        for item in recorder.all(RULE)
        if item.inputs["policy"] == "accept"
    }


def test_an_edge_is_a_rule_at_both_ends(recorder: Recorder) -> None:
    run(network)
    found = rules(recorder)
    needed = {name for name in found if name.endswith(("-resolvers-53", "-metadata-80", "-services-443"))}
    assert len(needed) == 6
    assert {name: rule for name, rule in found.items() if name not in needed} == {
        "network-gateway-from-internet-443": ("ingress", "443/443", "0.0.0.0/0"),
        "network-api-from-gateway-8000": ("ingress", "8000/8000", "network-gateway-id"),
        "network-gateway-to-api-8000": ("egress", "8000/8000", "network-api-id"),
        "network-database-from-api-5432": ("ingress", "5432/5432", "network-api-id"),
        "network-api-to-database-5432": ("egress", "5432/5432", "network-database-id"),
        "network-database-from-tasks-5432": ("ingress", "5432/5432", "network-tasks-id"),
        "network-tasks-to-database-5432": ("egress", "5432/5432", "network-database-id"),
        "network-cache-from-api-6379": ("ingress", "6379/6379", "network-api-id"),
        "network-api-to-cache-6379": ("egress", "6379/6379", "network-cache-id"),
        "network-api-to-internet-443": ("egress", "443/443", "0.0.0.0/0"),
    }


def test_without_a_way_out_no_rule_leads_there(recorder: Recorder) -> None:
    run(lambda: network(nat="none"))
    assert "network-api-to-internet-443" not in rules(recorder)


def test_containers_reach_what_they_cannot_do_without(recorder: Recorder) -> None:
    """And what the cloud runs itself does not."""
    run(network)
    found = {name: rule for name, rule in rules(recorder).items() if "services" in name or "metadata" in name}
    assert found == {
        f"network-{part}-to-{target}": ("egress", ports, addresses)
        for part in ("api", "tasks")
        for target, ports, addresses in (
            ("metadata-80", "80/80", "100.100.100.200/32"),
            ("services-443", "443/443", "100.64.0.0/10"),
        )
    }


@pytest.mark.parametrize(("flows", "traffic"), [("all", "All"), ("rejected", "Drop")])
def test_flows_are_recorded(recorder: Recorder, flows: str, traffic: str) -> None:
    run(lambda: network(flow_logs=flows))
    log = recorder.inputs("alicloud:vpc/flowLog:FlowLog")
    assert (log["resourceType"], log["resourceId"], log["trafficType"], log["logStoreName"]) == (
        "VPC", "network-vpc-id", traffic, "network-flow-log-records",
    )  # fmt: skip


def test_private_names_are_known_inside_only(recorder: Recorder) -> None:
    run(lambda: network(platform(private_names=True)))
    assert recorder.inputs("alicloud:pvtz/zone:Zone")["zoneName"] == "notes-prod.internal"
    assert recorder.inputs("alicloud:pvtz/zoneAttachment:ZoneAttachment")["vpcs"] == [
        {"vpcId": "network-vpc-id", "regionId": "eu-central-1"}
    ]


def test_the_network_has_a_name_and_its_range(recorder: Recorder) -> None:
    run(lambda: network(cidr="10.30.0.0/16"))
    assert without_tags(recorder.inputs("alicloud:vpc/network:Network")) == {
        "vpcName": "notes-prod-network",
        "cidrBlock": "10.30.0.0/16",
    }
