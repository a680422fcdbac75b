"""Inputs of load balancers, listeners and rules, but for what a test changes."""

from typing import Any

from simulator.cloud import Record
from tests.simulator.alicloud_builders import Network


def mapping(net: Network, place: int, zone: str) -> dict[str, str]:
    return {"vswitchId": net.switches[place].id, "zoneId": f"eu-central-1{zone}"}


def inputs(net: Network, **more: Any) -> dict[str, Any]:
    return {
        "addressType": "Internet",
        "loadBalancerEdition": "Standard",
        "loadBalancerBillingConfig": {"payType": "PayAsYouGo"},
        "vpcId": net.vpc.id,
        "zoneMappings": [mapping(net, 0, "a"), mapping(net, 1, "b")],
        **more,
    }


def listening(balancer: Record, group: Record, **more: Any) -> dict[str, Any]:
    forward = {"type": "ForwardGroup", "forwardGroupConfig": {"serverGroupTuples": [{"serverGroupId": group.id}]}}
    to = {"loadBalancerId": balancer.id, "defaultActions": [forward]}
    return {"listenerPort": 443, "listenerProtocol": "HTTP", **to, **more}


def ruling(listener: Record, group: Record, **more: Any) -> dict[str, Any]:
    forward = {"order": 1, "type": "ForwardGroup"}
    forward["forwardGroupConfig"] = {"serverGroupTuples": [{"serverGroupId": group.id}]}
    when = [{"type": "Path", "pathConfig": {"values": ["/api/*"]}}]
    to = {"listenerId": listener.id, "ruleConditions": when, "ruleActions": [forward]}
    return {"priority": 10, "ruleName": "api", **to, **more}
