"""Secrets: one Secrets Manager secret per part that has any, handed to containers by reference."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.connection import Statement
from components.platform import Platform

RECOVERY_DAYS = 30
"""Days that a deleted secret can be brought back: the longest that Secrets Manager offers."""


@dataclass(frozen=True, kw_only=True)
class StoredSecret:
    """A secret that holds a JSON object of text values."""

    arn: pulumi.Output[str]
    version: pulumi.Output[str]
    """`<arn>:{key}::<version id>` with the key left open."""
    key: pulumi.Output[str]
    """ARN of the encryption key."""
    via: str
    """The service that decrypts on behalf of the reader."""

    def reference(self, key: str) -> pulumi.Output[str]:
        """Return how a container names one value: `arn:key::version`.

        The version is part of it, so that a changed value starts the containers that read it anew.
        """
        return self.version.apply(lambda version: version.format(key=json_key(key)))

    def read_statements(self) -> tuple[Statement, ...]:
        """Return what a reader needs: this secret, and its key through Secrets Manager only."""
        return (
            Statement(actions=("secretsmanager:GetSecretValue",), resources=(self.arn,)),
            Statement(
                actions=("kms:Decrypt",),
                resources=(self.key,),
                conditions={"StringEquals": {"kms:ViaService": self.via}},
            ),
        )


def json_key(key: str) -> str:
    """Return `key` as it is called inside the secret: `url/1` is `url_1`, since `:` and `/` have a meaning in ARNs."""
    return re.sub(r"[^A-Za-z0-9_]", "_", key)


def store(
    name: str,
    part: str,
    values: Mapping[str, pulumi.Input[str]],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> StoredSecret:
    """Store `values` as one JSON object, encrypted with the stack's key; in a disposable stack it vanishes at once."""
    secret = aws.secretsmanager.Secret(
        name,
        description=f"Secrets of {part} in {platform.args.application} {platform.args.stack}",
        kms_key_id=platform.key,
        recovery_window_in_days=0 if platform.args.disposable else RECOVERY_DAYS,
        tags=platform.tags(part),
        opts=opts,
    )
    version = aws.secretsmanager.SecretVersion(
        f"{name}-version",
        secret_id=secret.id,
        secret_string=pulumi.Output.json_dumps({json_key(key): value for key, value in values.items()}),
        opts=opts,
    )
    return StoredSecret(
        arn=secret.arn,
        version=pulumi.Output.concat(secret.arn, ":{key}::", version.version_id),
        key=platform.key,
        via=f"secretsmanager.{platform.args.region}.amazonaws.com",
    )
