"""What the entry lets through of one client, what it asks a token for, and what it keeps to itself."""

from typing import Any

import pulumi
import pytest

from components.clouds.alicloud import preflight
from components.container import Route
from components.gateway import Gateway
from tests.components.alicloud.running import service
from tests.components.alicloud.stand import gateway, network, platform
from tests.components.recorder import Recorder, run

RULE = "alicloud:alb/rule:Rule"
LIMIT = {"rate_limit": {"requests_per_second": 10, "burst": 20}}
TOKEN = "s3cret-token"
FORWARD = {
    "type": "ForwardGroup",
    "forwardGroupConfig": {"serverGroupTuples": [{"serverGroupId": "api-servers-id", "weight": 100}]},
}


def answer(order: int, code: str, text: str) -> dict[str, Any]:
    """The entry's own answer."""
    config = {"contentType": "text/plain", "content": text, "httpCode": code}
    return {"order": order, "type": "FixedResponse", "fixedResponseConfig": config}


def address(value: str, kind: str) -> dict[str, Any]:
    """What a part is told of the client's address."""
    config = {"key": "X-Real-IP", "value": value, "valueType": kind}
    return {"order": 1, "type": "InsertHeader", "insertHeaderConfig": config}


def actions(recorder: Recorder, name: str) -> Any:
    """What a rule does."""
    return recorder.inputs(RULE, name)["ruleActions"]


def test_a_client_that_asks_too_often_is_told(recorder: Recorder, said: list[str]) -> None:
    """In any second at most what comes in the long run and the burst; what exceeds it gets 429, not 503."""
    run(lambda: service(LIMIT, routes=(Route(path="/api", host="notes.example.com", priority=3),)))
    assert actions(recorder, "api-route") == [
        address("ClientSrcIp", "SystemDefined"),
        {"order": 2, "type": "TrafficLimit", "trafficLimitConfig": {"perIpQps": 30}},
        answer(3, "429", "Too many requests"),
        {"order": 4, **FORWARD},
    ]
    assert said == []


def test_what_a_cdn_hands_on_is_not_counted_by_its_addresses(recorder: Recorder, said: list[str]) -> None:
    run(lambda: service(LIMIT, routes=(Route(path="/api", host=None, priority=3),)))
    assert actions(recorder, "api-route") == [address("ali-cdn-real-ip", "ReferenceHeader"), {"order": 2, **FORWARD}]
    assert said == ["api: `rate_limit` is not kept on /api, which the CDN hands on: see docs/parity.md"]


def test_without_a_domain_every_host_is_the_client_s_own(recorder: Recorder, said: list[str]) -> None:
    def bare() -> None:
        on = platform(private_names=True)
        within = network(on)
        entry = gateway(on, within, host=None, zone=None)
        service(LIMIT, routes=(Route(path="/", host=None, priority=3),), platform=on, network=within, entry=entry)

    run(bare)
    assert [action["type"] for action in actions(recorder, "api-route")] == [
        "InsertHeader", "TrafficLimit", "FixedResponse", "ForwardGroup",
    ]  # fmt: skip
    assert actions(recorder, "api-route")[0] == address("ClientSrcIp", "SystemDefined")
    assert said == []


def test_the_entry_says_that_it_counts(recorder: Recorder) -> None:
    def entered() -> Gateway:
        on = platform()
        return gateway(on, network(on))

    assert run(entered).keeps_limits is True


GUARDED = (
    Route(path="/api", host="notes.example.com", priority=3, guard_priority=4),
    Route(path="/", host=None, priority=9, guard_priority=10),
)


def test_requests_without_the_token_are_turned_away(recorder: Recorder) -> None:
    run(lambda: service(routes=GUARDED, entry_token=pulumi.Output.secret(TOKEN)))
    asked = {"type": "Header", "headerConfig": {"key": "X-Entry-Token", "values": [TOKEN]}}
    led, guard = recorder.one(RULE, "api-route"), recorder.one(RULE, "api-guard")
    assert led.inputs["ruleConditions"] == [*guard.inputs["ruleConditions"], asked]
    assert (led.inputs["priority"], guard.inputs["priority"]) == (3, 4)
    assert guard.inputs["ruleActions"] == [answer(1, "401", "No token")]
    assert guard.inputs["ruleName"] == "notes-prod-api-guard-1"
    assert recorder.inputs(RULE, "api-guard-2")["priority"] == 10
    assert led.secret_inputs == {"ruleConditions"}
    assert "api-route" in guard.depends_on


def test_what_is_not_for_the_world_is_not_there(recorder: Recorder) -> None:
    routes = (Route(path="/metrics", host=None, priority=2, refused=True), *GUARDED)
    run(lambda: service(routes=routes, entry_token=pulumi.Output.secret(TOKEN)))
    asked = recorder.inputs(RULE, "api-refused")
    assert asked["ruleConditions"] == [{"type": "Path", "pathConfig": {"values": ["/metrics", "/metrics/*"]}}]
    assert (asked["priority"], asked["ruleName"]) == (2, "notes-prod-api-refused-1")
    assert asked["ruleActions"] == [answer(1, "404", "Not found")]
    assert {"api-route", "api-route-2"} <= set(recorder.names(RULE))
    assert "api-refused" in recorder.one(RULE, "api-route").depends_on


BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"


def test_a_firewall_is_an_edition_of_the_public_balancer(recorder: Recorder) -> None:
    def walled() -> None:
        on = platform(private_names=True)
        within = network(on)
        entry = gateway(on, within, firewall=True)
        service(named=True, platform=on, network=within, entry=entry)

    run(walled)
    found = {item.name: item.inputs["loadBalancerEdition"] for item in recorder.all(BALANCER)}
    assert found == {"gateway": "StandardWithWaf", "api-inside": "Standard"}


def test_a_firewall_is_looked_for_in_the_account(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(preflight, "check_firewall", asked.append)
    for wanted in (False, True):
        run(lambda wanted=wanted: gateway(on := platform(), network(on), firewall=wanted))
        assert len(asked) == wanted


def test_a_region_without_firewalls_is_refused(recorder: Recorder) -> None:
    def walled() -> None:
        on = platform(region="eu-west-1")
        gateway(on, network(on), firewall=True)

    with pytest.raises(
        pulumi.RunError, match=r"^app.yaml: firewall: eu-west-1 has no load balancer with one; allowed: ap-"
    ):
        run(walled)
