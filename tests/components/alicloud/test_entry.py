"""The entry: TLS of today, no plain HTTP, what no route leads to, and how parts are reached inside."""

from typing import Any

import pytest

from tests.components.alicloud.running import service
from tests.components.alicloud.stand import gateway, network, platform
from tests.components.recorder import Recorder, run, value, without_tags

BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
LISTENER = "alicloud:alb/listener:Listener"
RULE = "alicloud:alb/rule:Rule"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
RECORD = "alicloud:dns/alidnsRecord:AlidnsRecord"


def entry(**changes: Any) -> Any:
    """A gateway; what `platform_changes` says is for the platform."""
    on = platform(**changes.pop("platform_changes", {}))
    return gateway(on, network(on), **changes)


def test_public_in_every_zone_and_recorded(recorder: Recorder) -> None:
    run(entry)
    asked = recorder.inputs(BALANCER)
    assert (asked["addressType"], asked["loadBalancerEdition"], asked["loadBalancerBillingConfig"]) == (
        "Internet", "Standard", {"payType": "PayAsYouGo"},
    )  # fmt: skip
    assert (asked["loadBalancerName"], asked["addressAllocatedMode"]) == ("notes-prod-gateway", "Dynamic")
    assert asked["zoneMappings"] == [
        {"vswitchId": f"network-public-{number}-id", "zoneId": f"eu-central-1{letter}"}
        for number, letter in enumerate("abc", start=1)
    ]
    assert asked["accessLogConfig"] == {"logProject": "notes-prod-platform-logs-0a1b2c3d", "logStore": "gateway-access"}
    assert recorder.inputs("alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment") == {
        "loadBalancerId": "gateway-id",
        "securityGroupId": "network-gateway-id",
    }


@pytest.mark.parametrize("disposable", [True, False])
def test_protected_unless_disposable(recorder: Recorder, disposable: bool) -> None:
    run(lambda: entry(platform_changes={"disposable": disposable}))
    assert recorder.inputs(BALANCER)["deletionProtectionEnabled"] is not disposable


def test_https_with_the_account_s_certificate(recorder: Recorder) -> None:
    made = run(entry)
    asked = recorder.inputs(LISTENER, "gateway-https")
    assert (asked["listenerPort"], asked["listenerProtocol"]) == (443, "HTTPS")
    assert asked["certificates"] == {"certificateId": "8765432-eu-central-1"}
    assert asked["securityPolicyId"] == "tls_cipher_policy_1_2_strict_with_1_3"
    assert (asked["http2Enabled"], asked["gzipEnabled"]) == (True, True)
    assert asked["xForwardedForConfig"] == {"xForwardedForEnabled": True, "xForwardedForProtoEnabled": True}
    assert (value(made.url), value(made.listener)) == ("https://notes.example.com", "gateway-https-id")


@pytest.mark.parametrize(("streaming", "seconds"), [(False, 60), (True, 600)])
def test_silence_is_as_long_as_streams_need(recorder: Recorder, streaming: bool, seconds: int) -> None:
    run(lambda: entry(streaming=streaming))
    asked = recorder.inputs(LISTENER, "gateway-https")
    assert (asked["idleTimeout"], asked["requestTimeout"]) == (seconds, seconds)


def last(recorder: Recorder, name: str) -> dict[str, Any]:
    """The action of a rule for everything."""
    rule = recorder.inputs(RULE, name)
    assert (rule["priority"], rule["ruleConditions"]) == (10000, [{"type": "Path", "pathConfig": {"values": ["/*"]}}])
    (action,) = rule["ruleActions"]
    return dict(action)


def test_plain_http_is_sent_to_https(recorder: Recorder) -> None:
    run(entry)
    assert last(recorder, "gateway-http-last") == {
        "order": 1,
        "type": "Redirect",
        "redirectConfig": {"protocol": "HTTPS", "port": "443", "httpCode": "301"},
    }


def test_what_no_route_leads_to_is_not_found(recorder: Recorder) -> None:
    run(entry)
    assert last(recorder, "gateway-https-last")["fixedResponseConfig"]["httpCode"] == "404"


def test_without_a_domain_plain_http(recorder: Recorder) -> None:
    made = run(lambda: entry(host=None, zone=None))
    assert recorder.names(LISTENER) == ["gateway-http"]
    assert "securityPolicyId" not in recorder.inputs(LISTENER)
    assert last(recorder, "gateway-http-last")["type"] == "FixedResponse"
    assert value(made.url) == "http://gateway-id.eu-central-1.alb.aliyuncsslb.com"


def test_a_listener_forwards_to_a_group_that_nobody_is_in(recorder: Recorder) -> None:
    """It must name a default; the last rule answers before it."""
    run(entry)
    assert without_tags(recorder.inputs(SERVERS, "gateway-nobody")) == {
        "serverGroupName": "notes-prod-gateway-nobody",
        "serverGroupType": "Instance",
        "vpcId": "network-vpc-id",
        "protocol": "HTTP",
        "healthCheckConfig": {"healthCheckEnabled": False},
    }
    for name in ("gateway-https", "gateway-http"):
        asked = recorder.inputs(LISTENER, name)
        assert asked["defaultActions"] == [
            {
                "type": "ForwardGroup",
                "forwardGroupConfig": {"serverGroupTuples": [{"serverGroupId": "gateway-nobody-id"}]},
            }
        ]
        assert asked["listenerDescription"] == name.replace("-", " ")


PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-XSS-Protection": "1; mode=block",
}


def said_on_answers(recorder: Recorder, name: str) -> dict[str, str]:
    """Headers that a rule sets on every answer of a server."""
    rule = recorder.inputs(RULE, name)
    assert (rule["direction"], rule["priority"]) == ("Response", 9999)
    assert rule["ruleConditions"] == [{"type": "Path", "pathConfig": {"values": ["/*"]}}]
    assert [action["order"] for action in rule["ruleActions"]] == list(range(1, len(rule["ruleActions"]) + 1))
    assert {action["type"] for action in rule["ruleActions"]} == {"InsertHeader"}
    configs = [action["insertHeaderConfig"] for action in rule["ruleActions"]]
    assert {config["valueType"] for config in configs} == {"UserDefined"}
    return {config["key"]: config["value"] for config in configs}


@pytest.mark.parametrize(
    ("subdomains", "kept"), [(False, "max-age=31536000"), (True, "max-age=31536000; includeSubDomains")]
)
def test_every_answer_of_a_server_protects_browsers(recorder: Recorder, subdomains: bool, kept: str) -> None:
    run(lambda: entry(hsts_subdomains=subdomains))
    assert said_on_answers(recorder, "gateway-https-headers") == {"Strict-Transport-Security": kept, **PROTECTING}
    assert recorder.inputs(RULE, "gateway-https-headers")["ruleName"] == "notes-prod-gateway-https-headers"
    assert recorder.inputs(RULE, "gateway-https-headers")["listenerId"] == "gateway-https-id"
    assert "gateway-http-headers" not in recorder.names(RULE)


def test_plain_http_promises_no_https(recorder: Recorder) -> None:
    run(lambda: entry(host=None, zone=None))
    assert said_on_answers(recorder, "gateway-http-headers") == PROTECTING


@pytest.mark.parametrize(
    ("changes", "listener"), [({}, "gateway-https-id"), ({"host": None, "zone": None}, "gateway-http-id")]
)
def test_its_own_state_is_told_before_any_route_is_looked_at(
    recorder: Recorder, changes: dict[str, Any], listener: str
) -> None:
    run(lambda: entry(health="/health-fe", **changes))
    assert recorder.inputs(RULE, "gateway-health") == {
        "listenerId": listener,
        "ruleName": "notes-prod-gateway-health",
        "priority": 1,
        "ruleConditions": [{"type": "Path", "pathConfig": {"values": ["/health-fe"]}}],
        "ruleActions": [
            {
                "order": 1,
                "type": "FixedResponse",
                "fixedResponseConfig": {"contentType": "text/plain", "content": "OK", "httpCode": "200"},
            }
        ],
    }


def test_nobody_asks_for_its_state_unless_told(recorder: Recorder) -> None:
    run(entry)
    assert "gateway-health" not in recorder.names(RULE)


def test_host_names_lead_there(recorder: Recorder) -> None:
    run(lambda: entry(alternative_hosts=("api.notes.example.com", "example.com")))
    found = {
        item.name: (item.inputs["rr"], item.inputs["domainName"], item.inputs["type"], item.inputs["ttl"])
        for item in recorder.all(RECORD)
    }
    assert found == {
        "gateway-host": ("notes", "example.com", "CNAME", 600),
        "gateway-host-2": ("api.notes", "example.com", "CNAME", 600),
        "gateway-host-3": ("@", "example.com", "CNAME", 600),
    }


def test_failing_and_slow_answers_are_told(recorder: Recorder) -> None:
    run(entry)
    found = {
        item.name: item.inputs["configuration"]["severityConfigurations"][0]["evalCondition"]["condition"]
        for item in recorder.all("alicloud:sls/alert:Alert")
    }
    assert found == {"gateway-errors-alarm": "percent > 5", "gateway-latency-alarm": "p95 > 5"}


def test_alarms_ask_about_fields_that_can_be_asked_about(recorder: Recorder) -> None:
    """Without statistics on a field, every question about it fails; and nothing is written before they are there."""
    run(entry)
    asked = {
        item.name: item.inputs["configuration"]["queryLists"][0] for item in recorder.all("alicloud:sls/alert:Alert")
    }
    assert {name: each["query"] for name, each in asked.items()} == {
        "gateway-errors-alarm": "* | SELECT 100.0 * count_if(status >= 500) / count(1) AS percent",
        "gateway-latency-alarm": "* | SELECT approx_percentile(request_time, 0.95) AS p95",
    }
    assert {each["store"] for each in asked.values()} == {"gateway-access"}
    index = recorder.inputs("alicloud:log/storeIndex:StoreIndex", "gateway-access-index")
    assert index["fieldSearches"] == [
        {"name": "status", "type": "long", "enableAnalytics": True},
        {"name": "request_time", "type": "double", "enableAnalytics": True},
    ]
    assert "gateway-access-index" in recorder.one(BALANCER).depends_on


def test_routes_lead_to_the_part(recorder: Recorder) -> None:
    run(service)
    found = {
        item.name: (item.inputs["priority"], item.inputs["ruleConditions"])
        for item in recorder.all(RULE)
        if item.parent == "api"
    }
    assert found == {
        "api-route": (
            3,
            [
                {"type": "Path", "pathConfig": {"values": ["/api", "/api/*"]}},
                {"type": "Host", "hostConfig": {"values": ["notes.example.com"]}},
            ],
        ),
        "api-route-2": (9, [{"type": "Path", "pathConfig": {"values": ["/*"]}}]),
    }


@pytest.mark.parametrize(
    ("protocol", "asked"),
    [
        ("http", ("HTTP", "HTTP", ["http_2xx", "http_3xx"])),
        ("grpc", ("GRPC", "GRPC", ["0"])),
    ],
)
def test_servers_are_asked_whether_they_are_well(
    recorder: Recorder, protocol: str, asked: tuple[str, str, list[str]]
) -> None:
    run(lambda: service({"protocol": protocol}))
    servers = recorder.one(SERVERS, "api-servers")
    check = servers.inputs["healthCheckConfig"]
    assert (servers.inputs["protocol"], check["healthCheckProtocol"], check["healthCheckCodes"]) == asked
    assert (check["healthCheckPath"], check["healthCheckConnectPort"]) == ("/healthz", 8000)
    assert servers.inputs["scheduler"] == "Wlc"
    assert servers.ignore_changes == ("servers",)


def test_a_part_that_others_call_has_a_name_inside(recorder: Recorder) -> None:
    """A balancer in its own group: whoever may open its port is admitted, and it reaches the instances."""
    run(lambda: service(routed=False, named=True))
    balancer = recorder.inputs(BALANCER, "api-inside")
    assert (balancer["addressType"], balancer["zoneMappings"][0]["vswitchId"]) == ("Intranet", "network-app-1-id")
    listener = recorder.inputs(LISTENER, "api-inside-listener")
    assert (listener["listenerPort"], listener["listenerProtocol"]) == (8000, "HTTP")
    assert (listener["idleTimeout"], listener["requestTimeout"]) == (600, 600)
    record = recorder.inputs("alicloud:pvtz/zoneRecord:ZoneRecord")
    assert (record["rr"], record["type"], record["value"], record["ttl"]) == (
        "api", "CNAME", "api-inside-id.eu-central-1.alb.aliyuncsslb.com", 60,
    )  # fmt: skip
    own = {
        item.name: (item.inputs["type"], item.inputs["portRange"], item.inputs["sourceSecurityGroupId"])
        for item in recorder.all("alicloud:ecs/securityGroupRule:SecurityGroupRule")
        if item.parent == "api"
    }
    assert own == {
        "api-inside-api-from-api-8000": ("ingress", "8000/8000", "network-api-id"),
        "api-inside-api-to-api-8000": ("egress", "8000/8000", "network-api-id"),
    }
