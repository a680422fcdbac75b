"""The stack's encryption key: one key, who may use it, when it goes."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from components.platform import PlatformArgs

SHORTEST_WINDOW_DAYS = 7
LONGEST_WINDOW_DAYS = 30
"""Days between the order to delete a key and its end: what KMS offers."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose resources these are."""

    account: pulumi.Output[str]
    partition: pulumi.Output[str]


def create(name: str, args: PlatformArgs, owner: Owner, opts: pulumi.ResourceOptions) -> aws.kms.Key:
    """Create the key, rotated every year; outside a disposable stack it is protected and ends after 30 days."""
    protect = args.protects("platform")
    key = aws.kms.Key(
        name,
        description=f"Everything that {args.application} {args.stack} keeps",
        enable_key_rotation=True,
        rotation_period_in_days=365,
        deletion_window_in_days=LONGEST_WINDOW_DAYS if protect else SHORTEST_WINDOW_DAYS,
        policy=policy.document(_statements(args.region, owner)),
        tags=args.tags("platform"),
        opts=options.protected(opts, protect),
    )
    aws.kms.Alias(f"{name}-alias", target_key_id=key.id, opts=opts)
    return key


def _statements(region: str, owner: Owner) -> list[ResourceStatement]:
    """Inside a key's policy, resource `*` means this key."""
    log_groups = pulumi.Output.concat("arn:", owner.partition, f":logs:{region}:", owner.account, ":log-group:*")
    return [
        # Without it the account's own policies could not grant the key to anybody, and nobody could change it.
        ResourceStatement(
            sid="AccountDecides",
            principal={"AWS": pulumi.Output.concat("arn:", owner.partition, ":iam::", owner.account, ":root")},
            permission=Statement(actions=("kms:*",), resources=("*",)),
        ),
        ResourceStatement(
            sid="LogGroups",
            principal={"Service": f"logs.{region}.amazonaws.com"},
            permission=Statement(
                actions=(
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                    "kms:GenerateDataKey",
                    "kms:GenerateDataKeyWithoutPlaintext",
                    "kms:DescribeKey",
                ),
                resources=("*",),
                conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": log_groups}},
            ),
        ),
        ResourceStatement(
            sid="AlarmsToTopic",
            principal={"Service": "cloudwatch.amazonaws.com"},
            permission=Statement(
                actions=("kms:Decrypt", "kms:GenerateDataKey"),
                resources=("*",),
                conditions={"StringEquals": {"aws:SourceAccount": owner.account}},
            ),
        ),
    ]
