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
        "minimumProtocolVersion": "TLSv1.2_2021",
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


def test_pages_are_protected_and_forwarded_answers_speak_for_themselves(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), forwards=("/api",), content_security_policy="default-src 'self'"))
    transport = {
        "strictTransportSecurity": {"accessControlMaxAgeSec": 31536000, "override": True},
        "contentTypeOptions": {"override": True},
    }
    assert recorder.inputs(HEADERS, "web-headers")["securityHeadersConfig"] == {
        **transport,
        "frameOptions": {"frameOption": "SAMEORIGIN", "override": True},
        "referrerPolicy": {"referrerPolicy": "strict-origin-when-cross-origin", "override": True},
        "contentSecurityPolicy": {"contentSecurityPolicy": "default-src 'self'", "override": True},
    }
    assert recorder.inputs(HEADERS, "web-headers-onward")["securityHeadersConfig"] == transport
