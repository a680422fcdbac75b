from typing import Any

import pytest

from components.gateway import Gateway
from tests.components.containers.parts import stage
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.stand import make_gateway

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
LISTENER = "aws:lb/listener:Listener"


def deploy(platform: dict[str, Any] | None = None, **changes: Any) -> Gateway:
    return run(lambda: make_gateway(*stage(**(platform or {})), **changes))


def test_the_load_balancer_is_public_and_strict(recorder: Recorder) -> None:
    deploy()
    assert without_tags(recorder.inputs(BALANCER)) == {
        "loadBalancerType": "application",
        "internal": False,
        "subnets": ["network-public-1-id", "network-public-2-id", "network-public-3-id"],
        "securityGroups": ["network-gateway-id"],
        "idleTimeout": 60,
        "dropInvalidHeaderFields": True,
        "desyncMitigationMode": "defensive",
        "enableDeletionProtection": True,
    }


def test_a_stream_may_be_silent_as_long_as_the_cloud_allows(recorder: Recorder) -> None:
    deploy(streaming=True)
    assert recorder.inputs(BALANCER)["idleTimeout"] == 4000


def test_a_disposable_stack_can_lose_its_entry(recorder: Recorder) -> None:
    deploy({"disposable": True})
    assert recorder.inputs(BALANCER)["enableDeletionProtection"] is False


def test_requests_are_recorded_where_the_stack_records(recorder: Recorder) -> None:
    deploy({"access_logs": True})
    assert recorder.inputs(BALANCER)["accessLogs"] == {
        "bucket": "platform-access-logs-1234567",
        "prefix": "load-balancer",
        "enabled": True,
    }
    assert "platform-access-logs-policy" in recorder.one(BALANCER).depends_on


def test_without_a_host_name_it_answers_plain_http_by_the_clouds_own_name(recorder: Recorder) -> None:
    gateway = deploy()
    assert without_tags(recorder.inputs(LISTENER)) == {
        "loadBalancerArn": "arn:aws:lb:eu-central-1:123456789012:gateway-1234567",
        "port": 80,
        "protocol": "HTTP",
        "defaultActions": [
            {
                "type": "fixed-response",
                "fixedResponse": {"contentType": "text/plain", "messageBody": "Not found", "statusCode": "404"},
            }
        ],
        "routingHttpResponseXContentTypeOptionsHeaderValue": "nosniff",
        "routingHttpResponseXFrameOptionsHeaderValue": "SAMEORIGIN",
        "routingHttpResponseServerEnabled": False,
    }
    assert value(gateway.listener) == "arn:aws:lb:eu-central-1:123456789012:gateway-http-1234567"
    assert value(gateway.address) == "gateway-1234567-1.eu-central-1.elb.amazonaws.com"
    assert value(gateway.url) == "http://gateway-1234567-1.eu-central-1.elb.amazonaws.com"
    assert value(gateway.metric_name) == "app/gateway-1234567/50dc6c495c0c9188"


@pytest.mark.parametrize("type_", ["aws:acm/certificate:Certificate", "aws:route53/record:Record"])
def test_without_a_host_name_there_is_no_certificate_and_no_record(recorder: Recorder, type_: str) -> None:
    deploy()
    assert recorder.names(type_) == []


RULE = "aws:lb/listenerRule:ListenerRule"


def test_its_own_state_is_told_before_any_route_is_looked_at(recorder: Recorder) -> None:
    deploy(health="/health-fe")
    assert without_tags(recorder.inputs(RULE, "gateway-health")) == {
        "listenerArn": "arn:aws:lb:eu-central-1:123456789012:gateway-http-1234567",
        "priority": 1,
        "conditions": [{"pathPattern": {"values": ["/health-fe"]}}],
        "actions": [
            {
                "type": "fixed-response",
                "fixedResponse": {"contentType": "text/plain", "messageBody": "OK", "statusCode": "200"},
            }
        ],
    }


def test_nobody_asks_for_its_state_unless_told(recorder: Recorder) -> None:
    deploy()
    assert recorder.names(RULE) == []
