"""Three tiers of subnets: where they lie, and which of them lead out."""

from typing import Any

import pulumi
import pytest

from components.network import Network, NetworkArgs, NetworkSpec
from tests.components import answers
from tests.components.recorder import Recorder, run, value, waits_for, without_tags
from tests.components.stand import make_platform
from tests.components.tiers import TWO_ZONES

SUBNET = "aws:ec2/subnet:Subnet"
ROUTE = "aws:ec2/route:Route"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"


def network(**spec: Any) -> Network:
    return Network(
        "network", NetworkArgs(platform=make_platform(containers=False), spec=NetworkSpec(**spec), parts=(), edges=())
    )


def test_network_answers_names(recorder: Recorder) -> None:
    run(network)
    assert without_tags(recorder.inputs("aws:ec2/vpc:Vpc")) == {
        "cidrBlock": "10.20.0.0/16",
        "enableDnsSupport": True,
        "enableDnsHostnames": True,
    }


def test_default_security_group_is_emptied(recorder: Recorder) -> None:
    run(network)
    assert without_tags(recorder.inputs("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")) == {
        "vpcId": "network-vpc-id",
        "ingress": [],
        "egress": [],
    }


def test_every_tier_has_a_subnet_in_every_zone_and_none_gives_public_addresses(recorder: Recorder) -> None:
    run(lambda: network(zones=2))
    found = {
        item.name: (item.inputs["cidrBlock"], item.inputs["availabilityZone"], item.inputs["tags"]["tier"])
        for item in recorder.all(SUBNET)
    }
    assert found == TWO_ZONES
    assert all(item.inputs["mapPublicIpOnLaunch"] is False for item in recorder.all(SUBNET))


def test_a_new_zone_of_the_region_moves_no_subnet(recorder: Recorder) -> None:
    run(network)
    assert {item.ignore_changes for item in recorder.all(SUBNET)} == {("availabilityZone",)}


def test_every_subnet_has_a_route_table_of_its_tier(recorder: Recorder) -> None:
    run(lambda: network(zones=2))
    tables = {item.inputs["subnetId"]: item.inputs["routeTableId"] for item in recorder.all(ASSOCIATION)}
    assert tables == {
        "network-public-1-id": "network-public-routes-id",
        "network-public-2-id": "network-public-routes-id",
        "network-app-1-id": "network-app-1-routes-id",
        "network-app-2-id": "network-app-2-routes-id",
        "network-data-1-id": "network-data-routes-id",
        "network-data-2-id": "network-data-routes-id",
    }


@pytest.mark.parametrize("nat", ["none", "single", "per_zone"])
def test_data_has_no_way_out(recorder: Recorder, nat: str) -> None:
    run(lambda: network(nat=nat))
    assert "network-data-routes-id" not in {item.inputs["routeTableId"] for item in recorder.all(ROUTE)}


def test_public_subnets_are_known_once_they_lead_to_the_internet(recorder: Recorder) -> None:
    made = run(network)
    way = recorder.one(ROUTE, "network-public-internet")
    assert way.inputs == {
        "routeTableId": "network-public-routes-id",
        "destinationCidrBlock": "0.0.0.0/0",
        "gatewayId": "network-internet-id",
    }
    assert [value(subnet) for subnet in made.public_subnet_ids] == [f"network-public-{n}-id" for n in (1, 2, 3)]
    for subnet in made.public_subnet_ids:
        assert "network-public-internet" in waits_for(subnet)


def test_data_and_app_subnets_wait_for_no_route(recorder: Recorder) -> None:
    made = run(network)
    for subnet in (*made.app_subnet_ids, *made.data_subnet_ids):
        (waited_for,) = waits_for(subnet)
        assert waited_for.startswith(("network-app-", "network-data-"))


def test_region_with_too_few_zones(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    two = {"names": ["eu-central-1b", "eu-central-1a"], "id": "eu-central-1"}
    calls = {**answers.CALLS, "aws:index/getAvailabilityZones:getAvailabilityZones": two}
    monkeypatch.setattr(answers, "CALLS", calls)
    message = "network.zones: 3 asked for, but region eu-central-1 has 2: eu-central-1a, eu-central-1b"
    with pytest.raises(pulumi.RunError, match=f"^{message}$"):
        run(network)
