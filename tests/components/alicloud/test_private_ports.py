"""Ports that only other parts reach: one name, one balancer for any protocol, a listener for each."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.components.alicloud.running import service
from tests.components.recorder import Recorder, run, without_tags

BALANCER = "alicloud:nlb/loadBalancer:LoadBalancer"
SERVERS = "alicloud:nlb/serverGroup:ServerGroup"
LISTENER = "alicloud:nlb/listener:Listener"
MEMBERSHIP = "alicloud:ess/serverGroupAttachment:ServerGroupAttachment"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
SPEC: Mapping[str, Any] = {"port": 8700, "private_ports": {"grpc": 8600, "admin": 8601}}


def test_a_container_listens_on_all_of_them(recorder: Recorder) -> None:
    run(lambda: service({**SPEC}, routed=False))
    (found,) = recorder.inputs("alicloud:ess/eciScalingConfiguration:EciScalingConfiguration")["containers"]
    assert found["ports"] == [{"port": port, "protocol": "TCP"} for port in (8700, 8600, 8601)]
    assert recorder.all(BALANCER) == []


def test_one_name_leads_to_all_of_them(recorder: Recorder) -> None:
    run(lambda: service({**SPEC}, routed=False, named=True))
    balancer = without_tags(recorder.inputs(BALANCER))
    assert balancer == {
        "loadBalancerName": "notes-prod-api-inside",
        "loadBalancerType": "Network",
        "addressType": "Intranet",
        "paymentType": "PayAsYouGo",
        "crossZoneEnabled": True,
        "vpcId": "network-vpc-id",
        "zoneMappings": [
            {"vswitchId": f"network-app-{number}-id", "zoneId": f"eu-central-1{zone}"}
            for number, zone in enumerate("abc", start=1)
        ],
        "securityGroupIds": ["network-api-id"],
        "deletionProtectionEnabled": False,
    }
    record = recorder.inputs("alicloud:pvtz/zoneRecord:ZoneRecord")
    assert (record["rr"], record["value"]) == ("api", "api-inside-id.eu-central-1.nlb.aliyuncsslb.com")
    assert recorder.all("alicloud:alb/loadBalancer:LoadBalancer") == []


def test_every_port_has_a_listener_and_servers(recorder: Recorder) -> None:
    run(lambda: service({**SPEC}, routed=False, named=True))
    found = {
        item.name: tuple(
            item.inputs[key] for key in ("listenerPort", "listenerProtocol", "serverGroupId", "idleTimeout")
        )
        for item in recorder.all(LISTENER)
    }
    assert found == {
        "api-inside-listener": (8700, "TCP", "api-inside-servers-id", 900),
        "api-inside-grpc-listener": (8600, "TCP", "api-inside-grpc-servers-id", 900),
        "api-inside-admin-listener": (8601, "TCP", "api-inside-admin-servers-id", 900),
    }
    joined = {
        item.name: tuple(item.inputs[key] for key in ("serverGroupId", "type", "port", "weight"))
        for item in recorder.all(MEMBERSHIP)
    }
    assert joined == {
        "api-servers-1": ("api-inside-servers-id", "NLB", 8700, 100),
        "api-servers-2": ("api-inside-grpc-servers-id", "NLB", 8600, 100),
        "api-servers-3": ("api-inside-admin-servers-id", "NLB", 8601, 100),
    }
    rollout = recorder.one("alicloud:oos/execution:Execution")
    assert {*found, *joined, "api-name"} <= rollout.depends_on


@pytest.mark.parametrize(
    ("protocol", "question"),
    [
        (
            "http",
            {"healthCheckType": "HTTP", "healthCheckUrl": "/ready", "healthCheckHttpCodes": ["http_2xx", "http_3xx"]},
        ),
        ("grpc", {"healthCheckType": "TCP"}),
    ],
)
def test_whether_a_port_may_be_used_is_asked_on_the_part_s_own(
    recorder: Recorder, protocol: str, question: dict[str, Any]
) -> None:
    health = {"ready": "/ready", "interval_seconds": 60, "timeout_seconds": 7, "tries": 4}
    run(lambda: service({**SPEC, "protocol": protocol, "health": health}, routed=False, named=True))
    for item in recorder.all(SERVERS):
        assert item.inputs["healthCheck"] == {
            **question,
            "healthCheckEnabled": True,
            "healthCheckConnectPort": 8700,
            "healthCheckConnectTimeout": 7,
            "healthCheckInterval": 50,
            "healthyThreshold": 2,
            "unhealthyThreshold": 4,
        }
        assert (item.inputs["protocol"], item.inputs["preserveClientIpEnabled"]) == ("TCP", False)
        assert (item.inputs["connectionDrainEnabled"], item.inputs["connectionDrainTimeout"]) == (True, 30)


def test_the_balancer_reaches_the_instances_on_these_ports_alone(recorder: Recorder) -> None:
    run(lambda: service({**SPEC}, routed=False, named=True))
    own = {
        (item.inputs["type"], item.inputs["portRange"], item.inputs["sourceSecurityGroupId"])
        for item in recorder.all(RULE)
        if item.parent == "api"
    }
    ways = ("ingress", "egress")
    assert own == {(way, f"{port}/{port}", "network-api-id") for way in ways for port in (8700, 8600, 8601)}


def test_the_entry_still_asks_over_http(recorder: Recorder) -> None:
    run(lambda: service({**SPEC}, named=True))
    assert recorder.inputs("alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment")["port"] == 8700
    assert recorder.names(MEMBERSHIP) == ["api-servers-2", "api-servers-3", "api-servers-4"]
