"""A static frontend on AWS: files in a private bucket behind CloudFront."""

import pulumi
import pulumi_aws as aws

from components.buckets import BucketSettings
from components.clouds.aws import bucket, cdn, certificate, dns, firewall
from components.clouds.aws.dns import Target
from components.clouds.aws.firewall import Guarded
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from components.frontend import aws_distribution, files
from components.frontend.aws_distribution import Front, Name
from components.frontend.contract import FrontendOutputs, StaticArgs
from components.frontend.files import WebFile
from components.present import present


def create(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> FrontendOutputs:
    """Create bucket, distribution, host name and files."""
    found = files.find(name, args.directory)
    private = bucket.create(f"{name}-files", BucketSettings.of_page(name, args.platform), opts)
    zone = dns.zone_id(present(args.zone, "zone"), opts) if args.host else None
    named = _name(name, args, zone, opts)
    guarded = Guarded(part=name, managed=args.firewall, limits=args.limits, by_cdn=True)
    wall = firewall.create(f"{name}-firewall", guarded, args.platform, opts)
    distribution = aws_distribution.create(name, args, private.bucket, Front(named=named, firewall=wall), opts)
    readable = bucket.restrict(f"{name}-files-policy", private, opts, _readers(private.bucket, distribution))
    if args.platform.access_log_bucket is not None:
        bucket.log_access(f"{name}-files-access", private, args.platform.access_log_bucket, opts)
    files.upload(found, lambda file, after: _object(name, file, private.bucket, after), opts)
    if named and zone is not None:
        target = Target(name=distribution.domain_name, zone=distribution.hosted_zone_id, types=["A", "AAAA"])
        for number, host in enumerate(named.hosts, start=1):
            dns.lead(f"{name}-host" if number == 1 else f"{name}-host-{number}", host, zone, target, opts)
    return FrontendOutputs(
        url=pulumi.Output.concat("https://", args.host or distribution.domain_name),
        bucket=readable.bucket,
        service=None,
        log_group=None,
    )


def _name(name: str, args: StaticArgs, zone: pulumi.Output[str] | None, opts: pulumi.ResourceOptions) -> Name | None:
    if args.host is None or zone is None:
        return None
    hosts = [args.host, *args.alternative_hosts]
    issued = certificate.issue(name, hosts, zone, args.platform, opts, region=cdn.REGION)
    return Name(hosts=hosts, certificate=issued)


def _object(name: str, file: WebFile, bucket: aws.s3.Bucket, opts: pulumi.ResourceOptions) -> aws.s3.BucketObjectv2:
    return aws.s3.BucketObjectv2(
        f"{name}-file-{file.key}",
        bucket=bucket.id,
        key=file.key,
        source=pulumi.FileAsset(file.path),
        content_type=file.content_type,
        cache_control=file.cache_control,
        opts=opts,
    )


def _readers(stored: aws.s3.Bucket, distribution: aws.cloudfront.Distribution) -> list[ResourceStatement]:
    """Let one distribution read files, and ask what there is: else what is missing would answer 403 instead of 404."""
    return [
        ResourceStatement(
            sid=sid,
            principal={"Service": "cloudfront.amazonaws.com"},
            permission=Statement(
                actions=(action,),
                resources=(resource,),
                conditions={"StringEquals": {"AWS:SourceArn": distribution.arn}},
            ),
        )
        for sid, action, resource in (
            ("CdnReads", "s3:GetObject", pulumi.Output.concat(stored.arn, "/*")),
            ("CdnLists", "s3:ListBucket", stored.arn),
        )
    ]
