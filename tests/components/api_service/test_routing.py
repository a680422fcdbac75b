from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import Route
from components.health import HealthSpec
from tests.components.containers.parts import IMAGE, routed, secret, service_args, stage
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_gateway

TARGET = "aws:lb/targetGroup:TargetGroup"
RULE = "aws:lb/listenerRule:ListenerRule"
TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api-target-1234567"


def deploy(spec: ServiceSpec, *paths: str) -> None:
    def program() -> None:
        platform, network = stage()
        ApiService("api", service_args(platform, network, spec, **routed(platform, network, *paths)))

    run(program)


def test_targets_are_checked_and_drained(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, port=3001, health="/ready", stop_seconds=45), "/api")
    assert without_tags(recorder.inputs(TARGET)) == {
        "vpcId": "network-vpc-id",
        "targetType": "ip",
        "port": 3001,
        "protocol": "HTTP",
        "protocolVersion": "HTTP1",
        "loadBalancingAlgorithmType": "least_outstanding_requests",
        "deregistrationDelay": 45,
        "healthCheck": {
            "enabled": True,
            "protocol": "HTTP",
            "path": "/ready",
            "matcher": "200-399",
            "interval": 10,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 3,
        },
    }


def test_how_targets_are_asked_is_a_choice(recorder: Recorder) -> None:
    check = HealthSpec(ready="/health/ready", interval_seconds=30, timeout_seconds=10, tries=4)
    deploy(ServiceSpec(image=IMAGE, health=check), "/api")
    assert recorder.inputs(TARGET)["healthCheck"] == {
        "enabled": True,
        "protocol": "HTTP",
        "path": "/health/ready",
        "matcher": "200-399",
        "interval": 30,
        "timeout": 10,
        "healthyThreshold": 2,
        "unhealthyThreshold": 4,
    }


def test_grpc_is_checked_by_its_own_status(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, protocol="grpc", health="/grpc.health.v1.Health/Check"), "/api")
    inputs = recorder.inputs(TARGET)
    assert inputs["protocolVersion"] == "GRPC"
    assert inputs["healthCheck"]["matcher"] == "0"


@pytest.mark.parametrize(
    ("path", "patterns"), [("/", ["/*"]), ("/api", ["/api", "/api/*"]), ("/a/b", ["/a/b", "/a/b/*"])]
)
def test_a_path_leads_with_all_below_it_and_nothing_beside(recorder: Recorder, path: str, patterns: list[str]) -> None:
    deploy(ServiceSpec(image=IMAGE), path)
    assert without_tags(recorder.inputs(RULE)) == {
        "listenerArn": "arn:aws:lb:eu-central-1:123456789012:gateway-http-1234567",
        "priority": 1,
        "conditions": [{"pathPattern": {"values": patterns}}],
        "actions": [
            {
                "type": "forward",
                "targetGroupArn": TARGETS,
            }
        ],
    }


def test_every_route_has_a_rule_with_its_place(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE), "/api", "/events")
    assert [(rule.name, rule.inputs["priority"]) for rule in recorder.all(RULE)] == [
        ("api-route", 1),
        ("api-route-2", 2),
    ]


def test_a_route_may_belong_to_one_host(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        route = Route(path="/", host="api.example.com", priority=7)
        leading: dict[str, Any] = {"gateway": make_gateway(platform, network), "routes": (route,)}
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE), **leading))

    run(program)
    assert recorder.inputs(RULE)["conditions"] == [
        {"pathPattern": {"values": ["/*"]}},
        {"hostHeader": {"values": ["api.example.com"]}},
    ]


def guarded(recorder: Recorder, *routes: Route, token: str | None = None) -> None:
    def program() -> None:
        platform, network = stage()
        given = None if token is None else secret(token)
        web = {"gateway": make_gateway(platform, network), "routes": routes, "entry_token": given}
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE), **web))

    run(program)


def answers(code: str, text: str) -> list[dict[str, Any]]:
    fixed = {"contentType": "text/plain", "messageBody": text, "statusCode": code}
    return [{"type": "fixed-response", "fixedResponse": fixed}]


def test_what_is_not_for_the_world_is_closed_before_anything_is_open(recorder: Recorder) -> None:
    hidden = Route(path="/metrics", host="a.example.com", priority=7, refused=True)
    guarded(recorder, hidden, Route(path="/", host="a.example.com", priority=400))
    assert recorder.names(RULE) == ["api-refused", "api-route"]
    rule = recorder.inputs(RULE, "api-refused")
    assert (rule["priority"], rule["actions"]) == (7, answers("404", "Not found"))
    assert rule["conditions"] == [
        {"pathPattern": {"values": ["/metrics", "/metrics/*"]}},
        {"hostHeader": {"values": ["a.example.com"]}},
    ]
    assert "api-refused" in recorder.one(RULE, "api-route").depends_on


def test_requests_without_the_token_are_answered_401(recorder: Recorder) -> None:
    guarded(recorder, Route(path="/api", host=None, priority=5, guard_priority=9), token="s3cret-token-of-16")
    led, guard = recorder.one(RULE, "api-route"), recorder.one(RULE, "api-guard")
    path = {"pathPattern": {"values": ["/api", "/api/*"]}}
    header = {"httpHeader": {"httpHeaderName": "X-Entry-Token", "values": ["s3cret-token-of-16"]}}
    assert (led.inputs["priority"], led.inputs["conditions"]) == (5, [path, header])
    assert "conditions" in led.secret_inputs
    assert (guard.inputs["priority"], guard.inputs["conditions"]) == (9, [path])
    assert guard.inputs["actions"] == answers("401", "No token")


def test_without_a_token_nobody_is_asked(recorder: Recorder) -> None:
    guarded(recorder, Route(path="/api", host=None, priority=5))
    assert recorder.names(RULE) == ["api-route"]
    assert recorder.inputs(RULE)["conditions"] == [{"pathPattern": {"values": ["/api", "/api/*"]}}]
