from collections.abc import Mapping
from typing import Any

import pytest

from components.gateway import Gateway
from tests.components import answers
from tests.components.containers.parts import stage
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.stand import make_gateway

LISTENER = "aws:lb/listener:Listener"
RECORD = "aws:route53/record:Record"
HOSTS = ("app.example.com", "api.example.com")


def _proofs(_: str) -> Mapping[str, Any]:
    options = [
        {
            "domainName": host,
            "resourceRecordName": f"_x.{host}",
            "resourceRecordType": "CNAME",
            "resourceRecordValue": f"_y.{host}.acm-validations.aws",
        }
        for host in reversed(HOSTS)
    ]
    return {"domainValidationOptions": options}


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the authority asks for."""
    monkeypatch.setattr(answers, "COMPUTED", {**answers.COMPUTED, "aws:acm/certificate:Certificate": _proofs})


@pytest.fixture
def gateway(recorder: Recorder, proofs: None) -> Gateway:
    host, *others = HOSTS
    return run(lambda: make_gateway(*stage(), host=host, alternative_hosts=tuple(others), zone="example.com"))


def test_https_speaks_modern_tls_and_says_so(recorder: Recorder, gateway: Gateway) -> None:
    assert without_tags(recorder.inputs(LISTENER, "gateway-https")) == {
        "loadBalancerArn": "arn:aws:lb:eu-central-1:123456789012:gateway-1234567",
        "port": 443,
        "protocol": "HTTPS",
        "certificateArn": "arn:aws:acm:eu-central-1:123456789012:gateway-certificate-1234567",
        "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "defaultActions": [
            {
                "type": "fixed-response",
                "fixedResponse": {"contentType": "text/plain", "messageBody": "Not found", "statusCode": "404"},
            }
        ],
        "routingHttpResponseStrictTransportSecurityHeaderValue": "max-age=31536000",
        "routingHttpResponseXContentTypeOptionsHeaderValue": "nosniff",
        "routingHttpResponseXFrameOptionsHeaderValue": "SAMEORIGIN",
        "routingHttpResponseServerEnabled": False,
    }


@pytest.mark.usefixtures("proofs")
def test_names_below_are_promised_where_they_are_meant(recorder: Recorder) -> None:
    host, *others = HOSTS
    named: dict[str, Any] = {"host": host, "alternative_hosts": tuple(others), "zone": "example.com"}
    run(lambda: make_gateway(*stage(), hsts_subdomains=True, **named))
    said = recorder.inputs(LISTENER, "gateway-https")["routingHttpResponseStrictTransportSecurityHeaderValue"]
    assert said == "max-age=31536000; includeSubDomains"


def test_plain_http_is_sent_to_https(recorder: Recorder, gateway: Gateway) -> None:
    assert without_tags(recorder.inputs(LISTENER, "gateway-http")) == {
        "loadBalancerArn": "arn:aws:lb:eu-central-1:123456789012:gateway-1234567",
        "port": 80,
        "protocol": "HTTP",
        "defaultActions": [
            {"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}}
        ],
        "routingHttpResponseXContentTypeOptionsHeaderValue": "nosniff",
        "routingHttpResponseXFrameOptionsHeaderValue": "SAMEORIGIN",
        "routingHttpResponseServerEnabled": False,
    }


def test_routes_are_added_to_https(recorder: Recorder, gateway: Gateway) -> None:
    assert value(gateway.listener) == "arn:aws:lb:eu-central-1:123456789012:gateway-https-1234567"
    assert value(gateway.url) == "https://app.example.com"
    assert value(gateway.address) == "app.example.com"


def test_one_certificate_covers_every_host_and_is_proven_by_dns(recorder: Recorder, gateway: Gateway) -> None:
    assert without_tags(recorder.inputs("aws:acm/certificate:Certificate")) == {
        "domainName": "app.example.com",
        "subjectAlternativeNames": ["app.example.com", "api.example.com"],
        "validationMethod": "DNS",
    }
    for name, host in zip(("gateway-certificate-proof", "gateway-certificate-proof-2"), HOSTS, strict=True):
        assert recorder.inputs(RECORD, name) == {
            "zoneId": "Z0123456789",
            "name": f"_x.{host}",
            "type": "CNAME",
            "records": [f"_y.{host}.acm-validations.aws"],
            "ttl": 300,
            "allowOverwrite": True,
        }


def test_the_listener_waits_until_the_certificate_is_issued(recorder: Recorder, gateway: Gateway) -> None:
    assert "gateway-certificate-validation" in recorder.one(LISTENER, "gateway-https").depends_on
    proven = recorder.one("aws:acm/certificateValidation:CertificateValidation").depends_on
    assert {"gateway-certificate", "gateway-certificate-proof", "gateway-certificate-proof-2"} <= proven


def test_every_host_leads_to_the_load_balancer(recorder: Recorder, gateway: Gateway) -> None:
    for name, host in zip(("gateway-host", "gateway-host-2"), HOSTS, strict=True):
        assert recorder.inputs(RECORD, name) == {
            "zoneId": "Z0123456789",
            "name": host,
            "type": "A",
            "aliases": [
                {
                    "name": "gateway-1234567-1.eu-central-1.elb.amazonaws.com",
                    "zoneId": "Z215JYRZR1TBD5",
                    "evaluateTargetHealth": False,
                }
            ],
        }
