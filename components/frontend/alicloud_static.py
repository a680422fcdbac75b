"""A static frontend on Alibaba Cloud: files in a private bucket behind its CDN."""

import base64
import hashlib
import os
from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components.buckets import BucketSettings
from components.clouds.alicloud import bucket, dns
from components.frontend import alicloud_cdn, files
from components.frontend.contract import FrontendOutputs, StaticArgs
from components.frontend.files import WebFile
from components.present import present


def create(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> FrontendOutputs:
    """Create bucket, CDN domain, host name and files."""
    found = files.find(name, args.directory)
    host = present(args.host, "domain")
    held = bucket.create(f"{name}-files", BucketSettings.of_page(name, args.platform), args.platform.args, opts)
    if args.platform.access_log_bucket is not None:
        bucket.log_access(f"{name}-files-access", held, args.platform.access_log_bucket, opts)
    domain = _answer(name, host, args, held, opts)
    for number, other in enumerate(args.alternative_hosts, start=2):
        _answer(name, other, args, held, opts, suffix=f"-{number}")
    files.upload(found, lambda file, after: _object(name, file, held, after), opts)
    return FrontendOutputs(
        url=pulumi.Output.concat("https://", domain.domain_name), bucket=held.bucket, service=None, log_group=None
    )


def _answer(
    name: str, host: str, args: StaticArgs, held: alicloud.oss.Bucket, opts: pulumi.ResourceOptions, suffix: str = ""
) -> alicloud.cdn.DomainNew:
    """Answer for one host name: a CDN domain has no other."""
    domain = alicloud_cdn.create(f"{name}-cdn{suffix}", name, host, args, held, opts)
    dns.lead(f"{name}-host{suffix}", host, present(args.zone, "zone"), domain.cname, opts)
    return domain


def _object(
    name: str, file: WebFile, held: alicloud.oss.Bucket, opts: pulumi.ResourceOptions
) -> alicloud.oss.BucketObject:
    return alicloud.oss.BucketObject(
        f"{name}-file-{file.key}",
        bucket=held.bucket,
        key=file.key,
        source=os.path.relpath(file.path),  # the same in the state of every machine
        content_md5=_digest(file.path),
        content_type=file.content_type,
        cache_control=file.cache_control,
        opts=opts,
    )


def _digest(path: Path) -> str:
    """Of the content: OSS checks it, and by it alone a changed file is told from an unchanged one."""
    return base64.b64encode(hashlib.md5(path.read_bytes(), usedforsecurity=False).digest()).decode()
