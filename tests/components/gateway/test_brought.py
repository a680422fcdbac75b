"""A certificate that the operator brings to AWS: kept by ACM, whose metric tells when it ends."""

from pathlib import Path
from typing import Any

import pytest

from components.clouds.aws.contract import AwsSpec
from components.spec import CertificateSpec
from tests import certificates
from tests.components.containers.parts import stage
from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_gateway

CERTIFICATE = "aws:acm/certificate:Certificate"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
NAMED: dict[str, Any] = {"host": "app.example.com", "zone": "example.com"}
ARN = "arn:aws:acm:eu-central-1:123456789012:gateway-certificate-1234567"


@pytest.fixture
def brought(tmp_path: Path) -> AwsSpec:
    """A stack's settings with files of a certificate."""
    certificates.write(tmp_path, "app.example.com")
    return AwsSpec(certificate=CertificateSpec(**certificates.files(tmp_path)))


def test_the_listener_shows_it(recorder: Recorder, brought: AwsSpec, tmp_path: Path) -> None:
    """Certificate and what leads to its authority apart, the key a secret; nothing is asked for or proven."""
    run(lambda: make_gateway(*stage(cloud_settings=brought), alternative_hosts=(), **NAMED))
    kept = recorder.one(CERTIFICATE)
    own, between = certificates.apart(certificates.texts(tmp_path)[0])
    assert without_tags(kept.inputs) == {
        "certificateBody": own,
        "certificateChain": between,
        "privateKey": (tmp_path / "privkey.pem").read_text(),
    }
    assert (kept.name, kept.secret_inputs) == ("gateway-certificate", {"privateKey"})
    assert recorder.inputs("aws:lb/listener:Listener", "gateway-https")["certificateArn"] == ARN
    assert recorder.all("aws:acm/certificateValidation:CertificateValidation") == []
    assert [name for name in recorder.names("aws:route53/record:Record") if "proof" in name] == []


def test_somebody_is_told_in_its_last_thirty_days(recorder: Recorder, brought: AwsSpec) -> None:
    run(lambda: make_gateway(*stage(cloud_settings=brought), alternative_hosts=(), **NAMED))
    asked = recorder.inputs(ALARM, "gateway-certificate-alarm")
    assert (asked["namespace"], asked["metricName"], asked["dimensions"]) == (
        "AWS/CertificateManager", "DaysToExpiry", {"CertificateArn": ARN},
    )  # fmt: skip
    assert (asked["comparisonOperator"], asked["threshold"], asked["statistic"], asked["period"]) == (
        "LessThanThreshold", 30, "Minimum", 86400,
    )  # fmt: skip
    assert len(asked["alarmActions"]) == 1


def test_a_cdn_has_it_in_its_own_region_where_no_alarm_reaches_the_stack_s_topic(
    recorder: Recorder, brought: AwsSpec, tmp_path: Path
) -> None:
    pages = folder(tmp_path / "pages")
    run(lambda: deploy(pages, {"cloud_settings": brought}, **NAMED))
    kept = recorder.one(CERTIFICATE)
    assert (kept.name, kept.inputs["region"]) == ("web-certificate", "us-east-1")
    shown = recorder.inputs("aws:cloudfront/distribution:Distribution")["viewerCertificate"]
    assert shown["acmCertificateArn"].endswith(":web-certificate-1234567")
    assert "web-certificate-alarm" not in recorder.names(ALARM)


def test_in_that_region_itself_there_is_one(recorder: Recorder, brought: AwsSpec, tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages")
    run(lambda: deploy(pages, {"cloud_settings": brought, "region": "us-east-1"}, **NAMED))
    assert "web-certificate-alarm" in recorder.names(ALARM)
