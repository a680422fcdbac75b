"""The way out of the app tier: by preset none, one NAT gateway, or one a zone."""

from typing import Any

import pytest

from components.network import Network, NetworkArgs, NetworkSpec
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_platform

NAT = "aws:ec2/natGateway:NatGateway"
ROUTE = "aws:ec2/route:Route"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"


def network(parts: tuple[str, ...] = (), **spec: Any) -> Network:
    args = NetworkArgs(platform=make_platform(containers=False), spec=NetworkSpec(**spec), parts=parts, edges=())
    return Network("network", args)


@pytest.mark.parametrize(("nat", "gateways"), [("single", [1, 1, 1]), ("per_zone", [1, 2, 3])])
def test_each_zone_leaves_through_its_gateway(recorder: Recorder, nat: str, gateways: list[int]) -> None:
    run(lambda: network(nat=nat))
    ways = {
        item.inputs["routeTableId"]: item.inputs["natGatewayId"]
        for item in recorder.all(ROUTE)
        if "natGatewayId" in item.inputs
    }
    assert ways == {
        f"network-app-{zone}-routes-id": f"network-nat-{gateway}-id" for zone, gateway in enumerate(gateways, start=1)
    }
    assert len(recorder.all(NAT)) == len(set(gateways))


def test_gateway_stands_in_a_public_subnet_with_an_address_and_waits_for_the_internet(recorder: Recorder) -> None:
    run(lambda: network(nat="single"))
    gateway = recorder.one(NAT)
    assert without_tags(gateway.inputs) == {
        "subnetId": "network-public-1-id",
        "allocationId": "network-nat-1-address-id",
    }
    assert "network-internet" in gateway.depends_on
    assert without_tags(recorder.inputs("aws:ec2/eip:Eip")) == {"domain": "vpc"}


@pytest.mark.parametrize("nat", ["none", "single", "per_zone"])
def test_storage_is_reached_without_a_gateway(recorder: Recorder, nat: str) -> None:
    run(lambda: network(nat=nat, zones=2))
    assert without_tags(recorder.inputs(ENDPOINT, "network-s3")) == {
        "vpcId": "network-vpc-id",
        "vpcEndpointType": "Gateway",
        "serviceName": "com.amazonaws.eu-central-1.s3",
        "routeTableIds": ["network-app-1-routes-id", "network-app-2-routes-id"],
    }


def test_containers_wait_for_routes_and_their_tables_only(recorder: Recorder) -> None:
    made = run(lambda: network(nat="single", zones=2))
    assert sorted(item._name for item in made.outbound) == [
        "network-app-1-internet",
        "network-app-1-routes",
        "network-app-2-internet",
        "network-app-2-routes",
    ]


def test_without_a_way_out_services_of_aws_have_doors_in_the_app_tier(recorder: Recorder) -> None:
    made = run(lambda: network(nat="none", zones=2))
    assert recorder.names(NAT) == []
    doors = ["ecr-api", "ecr-dkr", "kms", "logs", "secretsmanager", "ssmmessages"]
    assert recorder.names(ENDPOINT) == sorted(["network-s3", *(f"network-{door}" for door in doors)])
    assert without_tags(recorder.inputs(ENDPOINT, "network-ecr-api")) == {
        "vpcId": "network-vpc-id",
        "vpcEndpointType": "Interface",
        "serviceName": "com.amazonaws.eu-central-1.ecr.api",
        "subnetIds": ["network-app-1-id", "network-app-2-id"],
        "securityGroupIds": ["network-endpoints-of-aws-id"],
        "privateDnsEnabled": True,
    }
    assert {f"network-{door}" for door in doors} | {"network-s3"} <= {item._name for item in made.outbound}


def test_only_parts_with_containers_open_the_doors(recorder: Recorder) -> None:
    run(lambda: network(parts=("gateway", "api", "api-volumes", "database", "cache"), nat="none"))
    assert without_tags(recorder.inputs(INGRESS)) == {
        "securityGroupId": "network-endpoints-of-aws-id",
        "description": "api opens port 443 of endpoints",
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
        "referencedSecurityGroupId": "network-api-id",
    }
    assert recorder.names(EGRESS) == ["network-api-to-endpoints-443", "network-api-to-s3-443"]
    assert recorder.inputs(EGRESS, "network-api-to-s3-443")["prefixListId"] == "pl-6ea54007"
