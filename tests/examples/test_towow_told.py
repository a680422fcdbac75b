"""What the entry of examples/towow says of itself, and tells the API of who asks."""

import pytest

from components.spec import Cloud
from tests.components.programs import Program
from tests.examples.test_every_entry import arguments, cdn, routes
from tests.examples.test_towow_entry import handed_on
from tests.examples.wholes import of_type, on_every_cloud, whole


@on_every_cloud
def test_the_entry_tells_its_own_state(cloud: Cloud) -> None:
    """200, plain text, OK: on one host by nginx, else by the load balancer, which the CDN asks afresh each time."""
    program = whole("towow", cloud)
    if cloud == "docker":
        own = 'location = /health-fe { access_log off; default_type text/plain; return 200 "OK"; }'
        assert routes(program).count(own) == 3  # towow.example.com, www.towow.example.com, and any other name
        return
    if cloud == "aws":
        (rule,) = (each for name, each in of_type(program, "ListenerRule").items() if name == "gateway-health")
        assert rule["conditions"] == [{"pathPattern": {"values": ["/health-fe"]}}]
        told = {"contentType": "text/plain", "messageBody": "OK", "statusCode": "200"}
        assert rule["actions"] == [{"type": "fixed-response", "fixedResponse": told}]
        (behavior,) = (each for each in cdn(program)["orderedCacheBehaviors"] if each["pathPattern"] == "/health-fe")
        assert behavior["targetOriginId"] == "gateway"
        assert behavior["cachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    else:
        rule = of_type(program, "Rule")["gateway-health"]
        assert rule["ruleConditions"] == [{"type": "Path", "pathConfig": {"values": ["/health-fe"]}}]
        told = {"contentType": "text/plain", "content": "OK", "httpCode": "200"}
        assert rule["ruleActions"] == [{"order": 1, "type": "FixedResponse", "fixedResponseConfig": told}]
        for domain in ("web-cdn", "web-cdn-2"):
            assert _fresh(program, domain)["/health-fe"] == "0"
            (number,) = (number for number in (1, 2, 3) if "/health-fe" in handed_on(program, domain, number))
            lead = arguments(program, f"{domain}-onward-{number}-origin")
            assert lead == {"ali_origin_dns_host": "origin.towow.example.com"}
    rules = of_type(program, "ListenerRule" if cloud == "aws" else "Rule")
    request = [each["priority"] for name, each in rules.items() if name != "gateway-health"]
    assert rule["priority"] == 1 < min(request)


def _fresh(program: Program, domain: str) -> dict[str, str]:
    """Path -> seconds that the CDN keeps what it was answered."""
    found = [arguments(program, f"{domain}-onward-{number}-fresh") for number in (1, 2, 3)]
    return {each["path"]: each["ttl"] for each in found}


@pytest.mark.parametrize("path", ["/api", "/health"])
def test_the_api_on_alibaba_cloud_is_told_who_asks(path: str) -> None:
    """Its CDN tells the load balancer, which tells the API; whatever a client says of itself is replaced."""
    rules = [
        each
        for each in of_type(whole("towow", "alicloud"), "Rule").values()
        if path in each["ruleConditions"][0].get("pathConfig", {}).get("values", ())
    ]
    assert rules
    for rule in rules:
        first = min(rule["ruleActions"], key=lambda action: action["order"])
        assert first["insertHeaderConfig"] == {
            "key": "X-Real-IP", "value": "ali-cdn-real-ip", "valueType": "ReferenceHeader",
        }  # fmt: skip
        assert rule["ruleActions"][-1]["type"] == "ForwardGroup"
