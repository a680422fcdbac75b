"""Certificates that the operator brings: kept by the cloud, which tells when one ends."""

from pathlib import Path

import pulumi
import pulumi_aws as aws

from components import certificate
from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Rule
from components.platform import Platform
from components.spec import RENEWAL_DAYS, CertificateSpec

DAY_SECONDS = 86400


def certify(
    name: str, spec: CertificateSpec, platform: Platform, opts: pulumi.ResourceOptions, region: str | None
) -> pulumi.Output[str]:
    """Return the ARN of the certificate; other files change it in place, under the same ARN."""
    found = certificate.read(spec, Path(pulumi.get_root_directory()))
    kept = aws.acm.Certificate(
        f"{name}-certificate",
        certificate_body=found.own,
        certificate_chain=found.between or None,
        private_key=pulumi.Output.secret(found.key),
        region=region,
        tags=platform.tags(name),
        opts=opts,
    )
    if region in (None, platform.args.region):  # an alarm tells a topic of its own region only
        _alarm(f"{name}-certificate-alarm", name, kept.arn, platform, opts)
    return kept.arn


def _alarm(name: str, part: str, kept: pulumi.Input[str], platform: Platform, opts: pulumi.ResourceOptions) -> None:
    rule = Rule(
        description=(
            f"The certificate that you brought ends in less than {RENEWAL_DAYS} days: put its successor "
            "into the same files, and update"
        ),
        measure=Metric(
            namespace="AWS/CertificateManager",
            name="DaysToExpiry",
            statistic="Minimum",
            dimensions={"CertificateArn": kept},
            period_seconds=DAY_SECONDS,
        ),
        threshold=RENEWAL_DAYS,
        below=True,
    )
    alarm.create(name, part, platform, opts, rule)
