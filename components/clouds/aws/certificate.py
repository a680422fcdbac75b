"""Certificates: the operator's own, or asked for, proven by DNS, and renewed by the cloud while the records stay."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from components.clouds.aws.settings_of import settings
from components.platform import Platform

PROOF_SECONDS = 300
"""Time that a proof's answer is remembered."""


def issue(
    name: str,
    hosts: Sequence[str],
    zone: pulumi.Input[str],
    platform: Platform,
    opts: pulumi.ResourceOptions,
    region: str | None = None,
) -> pulumi.Output[str]:
    """Return the ARN of a certificate for `hosts` once it is issued; a CDN wants it in region us-east-1."""
    own = settings(platform).certificate
    if own is not None:
        from components.clouds.aws import brought

        return brought.certify(name, own, platform, opts, region)
    certificate = aws.acm.Certificate(
        f"{name}-certificate",
        domain_name=hosts[0],
        subject_alternative_names=list(hosts),  # AWS counts the domain name itself among them
        validation_method="DNS",
        region=region,
        tags=platform.tags(name),
        opts=opts,
    )
    proofs = [_proof(name, number, host, certificate, zone, opts) for number, host in enumerate(hosts, start=1)]
    validation = aws.acm.CertificateValidation(
        f"{name}-certificate-validation",
        certificate_arn=certificate.arn,
        validation_record_fqdns=[proof.fqdn for proof in proofs],
        region=region,
        opts=opts,
    )
    return validation.certificate_arn


def _proof(
    name: str,
    number: int,
    host: str,
    certificate: aws.acm.Certificate,
    zone: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> aws.route53.Record:
    """The record that the cloud asks for; every certificate of a host asks for the same one."""
    wanted = certificate.domain_validation_options.apply(
        lambda options: next(option for option in options if option.domain_name == host)
    )
    return aws.route53.Record(
        f"{name}-certificate-proof" if number == 1 else f"{name}-certificate-proof-{number}",
        zone_id=zone,
        name=wanted.resource_record_name,
        type=wanted.resource_record_type,
        records=[wanted.resource_record_value],
        ttl=PROOF_SECONDS,
        allow_overwrite=True,
        opts=opts,
    )
