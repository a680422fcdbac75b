from pathlib import Path
from typing import Any

import pytest

from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run, value, without_tags

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
RECORD = "aws:route53/record:Record"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
NAMED: dict[str, Any] = {"host": "app.example.com", "zone": "example.com"}


def distribution(recorder: Recorder) -> dict[str, Any]:
    return without_tags(recorder.inputs(DISTRIBUTION))


def test_files_are_served_by_https_from_a_bucket_that_only_the_cdn_reads(recorder: Recorder, tmp_path: Path) -> None:
    frontend = run(lambda: deploy(folder(tmp_path)))
    assert distribution(recorder) == {
        "comment": "notes prod: web",
        "enabled": True,
        "isIpv6Enabled": True,
        "httpVersion": "http2and3",
        "aliases": [],
        "viewerCertificate": {"cloudfrontDefaultCertificate": True},
        "defaultRootObject": "index.html",
        "origins": [
            {
                "originId": "files",
                "domainName": "web-files-1234567.s3.eu-central-1.amazonaws.com",
                "originAccessControlId": "web-origin-access-id",
            }
        ],
        "defaultCacheBehavior": {
            "targetOriginId": "files",
            "viewerProtocolPolicy": "redirect-to-https",
            "allowedMethods": ["GET", "HEAD", "OPTIONS"],
            "cachedMethods": ["GET", "HEAD"],
            "compress": True,
            "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            "responseHeadersPolicyId": "web-headers-id",
            "functionAssociations": [
                {
                    "eventType": "viewer-request",
                    "functionArn": "arn:aws:cloudfront:eu-central-1:123456789012:web-pages-1234567",
                }
            ],
        },
        "orderedCacheBehaviors": [],
        "restrictions": {"geoRestriction": {"restrictionType": "none"}},
        "waitForDeployment": True,
    }
    control = recorder.inputs("aws:cloudfront/originAccessControl:OriginAccessControl")
    signed = (control["originAccessControlOriginType"], control["signingBehavior"], control["signingProtocol"])
    assert signed == ("s3", "always", "sigv4")
    assert value(frontend.url) == "https://d111111abcdef8.cloudfront.net"


def test_a_host_name_brings_a_certificate_in_the_cdns_region_and_records(recorder: Recorder, tmp_path: Path) -> None:
    frontend = run(lambda: deploy(folder(tmp_path), **NAMED))
    certificate = recorder.inputs("aws:acm/certificate:Certificate")
    assert (certificate["domainName"], certificate["region"]) == ("app.example.com", "us-east-1")
    assert recorder.inputs("aws:acm/certificateValidation:CertificateValidation")["region"] == "us-east-1"
    assert distribution(recorder)["aliases"] == ["app.example.com"]
    assert distribution(recorder)["viewerCertificate"] == {
        "acmCertificateArn": "arn:aws:acm:eu-central-1:123456789012:web-certificate-1234567",
        "sslSupportMethod": "sni-only",
        "minimumProtocolVersion": "TLSv1.2_2025",
    }
    assert "web-certificate-validation" in recorder.one(DISTRIBUTION).depends_on
    for name, record_type in (("web-host", "A"), ("web-host-aaaa", "AAAA")):
        assert recorder.inputs(RECORD, name) == {
            "zoneId": "Z0123456789",
            "name": "app.example.com",
            "type": record_type,
            "aliases": [
                {
                    "name": "d111111abcdef8.cloudfront.net",
                    "zoneId": "Z2FDTNDATAQYW2",
                    "evaluateTargetHealth": False,
                }
            ],
        }
    assert value(frontend.url) == "https://app.example.com"


def test_further_host_names_are_names_of_the_same_cdn(recorder: Recorder, tmp_path: Path) -> None:
    frontend = run(lambda: deploy(folder(tmp_path), alternative_hosts=("www.app.example.com",), **NAMED))
    hosts = ["app.example.com", "www.app.example.com"]
    certificate = recorder.inputs("aws:acm/certificate:Certificate")
    assert (certificate["domainName"], certificate["subjectAlternativeNames"]) == (hosts[0], hosts)
    assert distribution(recorder)["aliases"] == hosts
    led = {name: recorder.inputs(RECORD, name) for name in recorder.names(RECORD) if name.startswith("web-host")}
    assert {name: (asked["name"], asked["type"]) for name, asked in led.items()} == {
        "web-host": (hosts[0], "A"),
        "web-host-aaaa": (hosts[0], "AAAA"),
        "web-host-2": (hosts[1], "A"),
        "web-host-2-aaaa": (hosts[1], "AAAA"),
    }
    assert len({asked["aliases"][0]["name"] for asked in led.values()}) == 1
    assert value(frontend.url) == "https://app.example.com"


def test_forwarded_paths_go_on_whole_and_uncached(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), forwards=("/api", "/events")))
    behaviors = distribution(recorder)["orderedCacheBehaviors"]
    assert [behavior["pathPattern"] for behavior in behaviors] == ["/api", "/api/*", "/events", "/events/*"]
    assert behaviors[1] == {
        "pathPattern": "/api/*",
        "targetOriginId": "gateway",
        "viewerProtocolPolicy": "redirect-to-https",
        "allowedMethods": ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        "cachedMethods": ["GET", "HEAD"],
        "compress": False,
        "cachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "originRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3",
        "responseHeadersPolicyId": "web-headers-onward-id",
    }


@pytest.mark.parametrize(
    ("changes", "protocol", "headers", "request_policy"),
    [
        ({"gateway_port": 80}, "http-only", [], "216adef6-5c7f-47e4-b989-5492eafa07d3"),
        (
            {"gateway_port": 443, **NAMED},
            "https-only",
            [{"name": "X-Forwarded-Host", "value": "app.example.com"}],
            "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        ),
    ],
)
def test_the_gateway_is_asked_by_tls_where_it_has_a_certificate(
    recorder: Recorder,
    tmp_path: Path,
    changes: dict[str, Any],
    protocol: str,
    headers: list[dict[str, str]],
    request_policy: str,
) -> None:
    run(lambda: deploy(folder(tmp_path), forwards=("/api",), **changes))
    (origin,) = [origin for origin in distribution(recorder)["origins"] if origin["originId"] == "gateway"]
    assert origin == {
        "originId": "gateway",
        "domainName": "gateway-1234567-1.eu-central-1.elb.amazonaws.com",
        "customOriginConfig": {
            "httpPort": 80,
            "httpsPort": 443,
            "originProtocolPolicy": protocol,
            "originSslProtocols": ["TLSv1.2"],
            "originReadTimeout": 60,
        },
        "customHeaders": headers,
    }
    (behavior, _) = distribution(recorder)["orderedCacheBehaviors"]
    assert behavior["originRequestPolicyId"] == request_policy


@pytest.mark.parametrize("subdomains", [False, True])
def test_pages_are_protected_and_forwarded_answers_speak_for_themselves(
    recorder: Recorder, tmp_path: Path, subdomains: bool
) -> None:
    more: dict[str, Any] = {"content_security_policy": "default-src 'self'", "hsts_subdomains": subdomains}
    run(lambda: deploy(folder(tmp_path), forwards=("/api",), **more))

    def everywhere(override: bool) -> dict[str, Any]:
        return {
            "strictTransportSecurity": {
                "accessControlMaxAgeSec": 31536000,
                "includeSubdomains": subdomains,
                "override": True,
            },
            "contentTypeOptions": {"override": True},
            "frameOptions": {"frameOption": "SAMEORIGIN", "override": override},
            "xssProtection": {"protection": True, "modeBlock": True, "override": override},
        }

    assert recorder.inputs(HEADERS, "web-headers")["securityHeadersConfig"] == {
        **everywhere(True),
        "referrerPolicy": {"referrerPolicy": "strict-origin-when-cross-origin", "override": True},
        "contentSecurityPolicy": {"contentSecurityPolicy": "default-src 'self'", "override": True},
    }
    assert recorder.inputs(HEADERS, "web-headers-onward")["securityHeadersConfig"] == everywhere(False)


def test_of_several_names_the_gateway_is_told_the_one_that_was_called(recorder: Recorder, tmp_path: Path) -> None:
    names: dict[str, Any] = {**NAMED, "alternative_hosts": ("www.app.example.com",)}
    run(lambda: deploy(folder(tmp_path), forwards=("/api",), gateway_port=443, **names))
    (origin,) = [origin for origin in distribution(recorder)["origins"] if origin["originId"] == "gateway"]
    assert origin["customHeaders"] == []
    function = "arn:aws:cloudfront:eu-central-1:123456789012:web-called-1234567"
    asked = [behavior["functionAssociations"] for behavior in distribution(recorder)["orderedCacheBehaviors"]]
    assert asked == [[{"eventType": "viewer-request", "functionArn": function}]] * 2


def test_of_one_name_nobody_needs_to_look_at_requests(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), forwards=("/api",), gateway_port=443, **NAMED))
    assert recorder.names("aws:cloudfront/function:Function") == ["web-pages"]
    assert all("functionAssociations" not in each for each in distribution(recorder)["orderedCacheBehaviors"])
