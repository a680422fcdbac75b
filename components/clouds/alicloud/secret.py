"""Secrets in a KMS instance, where the stack names one."""

import hashlib
from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.clouds.alicloud.settings_of import settings
from components.platform import Platform

RECOVERY_DAYS = 30
"""Days that a deleted secret can be brought back: the longest that KMS offers."""


def keep(
    name: str,
    part: str,
    values: Mapping[str, pulumi.Input[str]],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Keep `values` as one JSON object, under the stack's key; nothing without a KMS instance or without values."""
    instance = settings(platform).kms_instance
    if instance is None or not values:
        return
    disposable = platform.args.disposable
    text = pulumi.Output.secret(pulumi.Output.json_dumps(dict(values), sort_keys=True))
    alicloud.kms.Secret(
        name,
        secret_name=names.of(name, platform.args),
        description=f"Secrets of {part}",
        secret_data=text,
        version_id=text.apply(_version),
        dkms_instance_id=instance,
        encryption_key_id=platform.key,
        force_delete_without_recovery=disposable,
        recovery_window_in_days=None if disposable else RECOVERY_DAYS,
        tags=platform.tags(part),
        opts=opts,
    )


def _version(text: str) -> str:
    """A version per value: KMS refuses a new value under an old version."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
