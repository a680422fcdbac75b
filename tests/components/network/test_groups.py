"""Security groups: one a part, one rule at either end of an edge, nothing else."""

from typing import Any

import pytest

from components.network import Edge, Network, NetworkArgs, NetworkSpec
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.stand import make_platform

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
PARTS = ("gateway", "api", "database")


def network(*edges: Edge, **spec: Any) -> Network:
    small = NetworkSpec.model_validate({"zones": 2, "nat": "single", **spec})
    args = NetworkArgs(platform=make_platform(containers=False), spec=small, parts=PARTS, edges=edges)
    return Network("network", args)


def test_a_group_for_every_part_without_rules_of_its_own(recorder: Recorder) -> None:
    made = run(network)
    assert {part: value(group) for part, group in made.security_group_ids.items()} == {
        "gateway": "network-gateway-id",
        "api": "network-api-id",
        "database": "network-database-id",
    }
    assert without_tags(recorder.inputs(GROUP, "network-api")) == {"vpcId": "network-vpc-id", "description": "Part api"}
    assert recorder.inputs(GROUP, "network-api")["tags"]["part"] == "api"


def test_no_edge_no_rule(recorder: Recorder) -> None:
    run(network)
    assert recorder.names(INGRESS) + recorder.names(EGRESS) == []


def test_an_edge_opens_one_port_from_group_to_group(recorder: Recorder) -> None:
    run(lambda: network(Edge(source="api", target="database", port=5432)))
    rule = {
        "description": "api opens port 5432 of database",
        "ipProtocol": "tcp",
        "fromPort": 5432,
        "toPort": 5432,
    }
    assert without_tags(recorder.inputs(INGRESS)) == {
        **rule,
        "securityGroupId": "network-database-id",
        "referencedSecurityGroupId": "network-api-id",
    }
    assert without_tags(recorder.inputs(EGRESS)) == {
        **rule,
        "securityGroupId": "network-api-id",
        "referencedSecurityGroupId": "network-database-id",
    }


def test_the_internet_is_a_range_and_only_at_its_own_end(recorder: Recorder) -> None:
    run(
        lambda: network(
            Edge(source="internet", target="gateway", port=443), Edge(source="api", target="internet", port=587)
        )
    )
    ingress, egress = recorder.one(INGRESS), recorder.one(EGRESS)
    assert (ingress.name, ingress.inputs["cidrIpv4"], ingress.inputs["securityGroupId"]) == (
        "network-gateway-from-internet-443",
        "0.0.0.0/0",
        "network-gateway-id",
    )
    assert (egress.name, egress.inputs["cidrIpv4"], egress.inputs["securityGroupId"]) == (
        "network-api-to-internet-587",
        "0.0.0.0/0",
        "network-api-id",
    )
    assert (egress.inputs["fromPort"], egress.inputs["toPort"]) == (587, 587)


def test_the_cdn_is_a_list_that_aws_keeps(recorder: Recorder) -> None:
    run(lambda: network(Edge(source="cdn", target="gateway", port=443)))
    rule = recorder.one(INGRESS)
    assert rule.inputs["prefixListId"] == "pl-a3a144ca"
    assert not {"cidrIpv4", "referencedSecurityGroupId"} & set(rule.inputs)


def test_without_a_way_out_no_rule_to_the_internet(recorder: Recorder) -> None:
    run(lambda: network(Edge(source="api", target="internet", port=443), nat="none"))
    assert not any("cidrIpv4" in item.inputs for item in recorder.all(EGRESS))


@pytest.mark.parametrize("nat", ["none", "single"])
def test_the_same_edge_twice_is_one_rule(recorder: Recorder, nat: str) -> None:
    edge = Edge(source="gateway", target="api", port=8000)
    run(lambda: network(edge, edge, nat=nat))
    names = recorder.names(INGRESS) + recorder.names(EGRESS)
    assert len(names) == len(set(names))
    assert {"network-api-from-gateway-8000", "network-gateway-to-api-8000"} <= set(names)
