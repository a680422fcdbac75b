"""The way in, on every target, for each of the five systems in production."""

from collections.abc import Mapping
from typing import Any

import pytest

from components.spec import Cloud
from tests.components.programs import Program
from tests.examples.tracing import SYSTEMS
from tests.examples.wholes import every, of_type, on_clouds, one, whole

STATIC = {"loss-assessment", "towow"}
"""Systems whose pages are files: on the clouds a CDN holds the host name."""

MODERN = {
    "aws": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "alicloud": "tls_cipher_policy_1_2_strict_with_1_3",
}
"""TLS 1.3, and 1.2 with forward secrecy and authenticated encryption only (the load balancers' lists of policies)."""


@every
def test_only_the_entry_is_open_to_the_world(system: str, cloud: Cloud) -> None:
    """On ports 80 and 443, and there behind a CDN on 443 for its addresses alone; no container has a public address."""
    program = whole(system, cloud)
    if cloud == "docker":
        opened = {name: inputs["ports"] for name, inputs in of_type(program, "Container").items() if inputs["ports"]}
        assert {name: [each["external"] for each in ports] for name, ports in opened.items()} == {
            "gateway-server": [80, 443]
        }
        return
    rules = of_type(program, "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule")
    outside = {
        name
        for name, rule in rules.items()
        if rule.get("type", "ingress") == "ingress"
        and (rule.get("cidrIpv4") or rule.get("cidrIp") or rule.get("prefixListId"))
    }
    opened_by = {"network-gateway-from-internet-443", "network-gateway-from-internet-80"}
    assert {name for name in outside if "-from-internet-" in name or "-from-cdn-" in name} == (
        {"network-gateway-from-cdn-443"} if system in STATIC else opened_by
    )
    assert all(name.startswith("network-gateway-") for name in outside)
    if cloud == "aws":
        placed = [
            each["networkConfiguration"]["assignPublicIp"]
            for each in of_type(program, "Service").values()
            if "cluster" in each
        ]
        assert set(placed) == {False}
    else:
        assert {each["autoCreateEip"] for each in of_type(program, "EciScalingConfiguration").values()} == {False}


@every
def test_the_entry_speaks_https_and_plain_http_leads_there(system: str, cloud: Cloud) -> None:
    """301 to the same host and path; the host name of the stack leads to it."""
    program = whole(system, cloud)
    if cloud == "docker":
        text = entry(program)
        plain = text[text.index("listen 10080 default_server;") :].partition("\n    }")[0]
        assert "location / { return 301 https://$host$request_uri; }" in plain
        assert "listen 10443 ssl" in routes(program)
        return
    if cloud == "aws":
        plain, encrypted = listener(program, "gateway-http"), listener(program, "gateway-https")
        assert plain["defaultActions"][0]["redirect"] == {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}
        assert (encrypted["protocol"], encrypted["port"]) == ("HTTPS", 443)
    else:
        encrypted = listener(program, "gateway-https")
        assert (encrypted["listenerProtocol"], encrypted["listenerPort"]) == ("HTTPS", 443)
        sent = of_type(program, "Rule")["gateway-http-last"]
        assert sent["ruleActions"][0]["redirectConfig"] == {"protocol": "HTTPS", "port": "443", "httpCode": "301"}
    if system in STATIC and cloud == "aws":
        files = cdn(program)["defaultCacheBehavior"]
        assert files["viewerProtocolPolicy"] == "redirect-to-https"
    elif system in STATIC:
        assert arguments(program, "web-cdn-https") == {"enable": "on", "https_rewrite": "301"}


@every
def test_old_tls_and_weak_ciphers_are_refused(system: str, cloud: Cloud) -> None:
    """TLS 1.2 and 1.3, with forward secrecy and authenticated encryption."""
    program = whole(system, cloud)
    if cloud == "docker":
        text = entry(program)
        assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
        ciphers = next(line for line in text.splitlines() if "ssl_ciphers" in line).strip(" ;").split(" ")[1].split(":")
        assert ciphers
        assert all(each.startswith("ECDHE-") and ("GCM" in each or "CHACHA20" in each) for each in ciphers)
        return
    key = "sslPolicy" if cloud == "aws" else "securityPolicyId"
    assert listener(program, "gateway-https")[key] == MODERN[cloud]
    if system in STATIC and cloud == "aws":
        assert cdn(program)["viewerCertificate"]["minimumProtocolVersion"] == "TLSv1.2_2025"
    elif system in STATIC:
        asked = arguments(program, "web-cdn-tls")
        assert asked == {"tls10": "off", "tls11": "off", "tls12": "on", "tls13": "on", "ciphersuitegroup": "strict"}


@every
def test_requests_go_to_the_least_busy(system: str, cloud: Cloud) -> None:
    program = whole(system, cloud)
    routed = [name for name, part in program.stack.containers.items() if part.routes]
    assert routed
    for name in routed:
        if cloud == "aws":
            found = one(program, f"{name}-target", "TargetGroup").inputs["loadBalancingAlgorithmType"]
            assert found == "least_outstanding_requests"
        elif cloud == "alicloud":
            assert one(program, f"{name}-servers", "ServerGroup").inputs["scheduler"] == "Wlc"
        else:
            assert f"upstream {name} {{\n    least_conn;" in routes(program)


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_certificate_needs_no_hand(system: str) -> None:
    """On AWS it is of the cloud's own authority, which renews it, and proven by a record of the host's zone."""
    program = whole(system, "aws")
    issued = of_type(program, "Certificate")
    assert {each["validationMethod"] for each in issued.values()} == {"DNS"}
    records = of_type(program, "Record")
    for name in issued:
        assert [record for record in records if record.startswith(f"{name}-proof")], name
        assert f"{name}-validation" in of_type(program, "CertificateValidation")


@on_clouds
def test_the_entry_is_watched(system: str, cloud: Cloud) -> None:
    """Its errors as a share of all answers, and the 95th percentile of their time, at the stack's thresholds."""
    program = whole(system, cloud)
    alarms = program.stack.alarms
    if cloud == "aws":
        errors, slow = (of_type(program, "MetricAlarm")[f"gateway-{what}-alarm"] for what in ("errors", "latency"))
        assert (errors["threshold"], slow["threshold"]) == (alarms.error_percent, alarms.latency_p95_seconds)
        assert (slow["metricName"], slow["extendedStatistic"]) == ("TargetResponseTime", "p95")
        assert errors["alarmActions"] == slow["alarmActions"] != []
    else:
        errors, slow = (
            of_type(program, "Alert")[f"gateway-{what}-alarm"]["configuration"] for what in ("errors", "latency")
        )
        assert _condition(errors) == f"percent > {alarms.error_percent:g}"
        assert f"{alarms.latency_p95_seconds:g}" in _condition(slow)
        assert errors["queryLists"][0]["store"] == "gateway-access"


def entry(program: Program) -> str:
    """The entry's own nginx configuration on one host."""
    uploads = one(program, "gateway-server", "Container").inputs["uploads"]
    return next(each["content"] for each in uploads if each["file"].endswith("nginx.conf"))


def routes(program: Program) -> str:
    """What it leads to on one host."""
    uploads = one(program, "gateway-routes-switch", "Container").inputs["uploads"]
    return next(each["content"] for each in uploads if "upstream" in each["content"])


def listener(program: Program, name: str) -> Mapping[str, Any]:
    """A listener of the load balancer."""
    return one(program, name, "Listener").inputs


def cdn(program: Program) -> Mapping[str, Any]:
    """The distribution before the pages on AWS."""
    return one(program, "web-cdn", "Distribution").inputs


def arguments(program: Program, name: str) -> dict[str, str]:
    """Arguments of one function of the CDN on Alibaba Cloud."""
    return {each["argName"]: each["argValue"] for each in of_type(program, "DomainConfig")[name]["functionArgs"]}


def _condition(configuration: Mapping[str, Any]) -> str:
    return configuration["severityConfigurations"][0]["evalCondition"]["condition"]
