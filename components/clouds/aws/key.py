"""The stack's encryption key: one key, who may use it, when it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.clouds.aws.senders import senders
from components.connection import Statement
from components.platform import Platform, PlatformArgs

SHORTEST_WINDOW_DAYS = 7
LONGEST_WINDOW_DAYS = 30
"""Days between the order to delete a key and its end: what KMS offers."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose resources these are."""

    account: pulumi.Output[str]
    partition: pulumi.Output[str]


@dataclass(frozen=True, kw_only=True)
class Abroad:
    """A key of a region other than the stack's own, which is where the stack's key cannot be used."""

    region: str
    key: pulumi.Output[str]
    """ARN."""


def create(name: str, args: PlatformArgs, owner: Owner, opts: pulumi.ResourceOptions) -> aws.kms.Key:
    """Create the key, rotated every year; outside a disposable stack it is protected and ends after 30 days."""
    purpose = _Purpose(part="platform", description=f"Everything that {args.application} {args.stack} keeps")
    statements = [
        account_decides(owner),
        log_groups(args.region, owner),
        *(_to_topic(what, service, owner) for what, service in senders(args).items()),
    ]
    key = _key(name, args, purpose, statements, opts)
    aws.kms.Alias(f"{name}-alias", target_key_id=key.id, opts=opts)
    return key


def abroad(
    name: str,
    part: str,
    region: str,
    platform: Platform,
    statements: Sequence[ResourceStatement],
    opts: pulumi.ResourceOptions,
) -> Abroad:
    """Create a key for what a part keeps in another region; who else may use it, `statements` say."""
    args = platform.args
    description = f"What {part} of {args.application} {args.stack} keeps in {region}"
    purpose = _Purpose(part=part, description=description, region=region)
    owner = Owner(account=platform.account, partition=platform.partition)
    key = _key(name, args, purpose, [account_decides(owner), *statements], opts)
    return Abroad(region=region, key=key.arn)


def account_decides(owner: Owner) -> ResourceStatement:
    """Without it the account's own policies could not grant the key to anybody, and nobody could change it."""
    return ResourceStatement(
        sid="AccountDecides",
        principal={"AWS": pulumi.Output.concat("arn:", owner.partition, ":iam::", owner.account, ":root")},
        permission=Statement(actions=("kms:*",), resources=("*",)),
    )


def log_groups(region: str, owner: Owner) -> ResourceStatement:
    """Log groups of a region may use the key; inside a key's policy, resource `*` means this key."""
    groups = pulumi.Output.concat("arn:", owner.partition, f":logs:{region}:", owner.account, ":log-group:*")
    return ResourceStatement(
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
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        ),
    )


def _to_topic(what: str, service: str, owner: Owner) -> ResourceStatement:
    """A service that sends to the topic seals what it sends."""
    return ResourceStatement(
        sid=f"{what}ToTopic",
        principal={"Service": service},
        permission=Statement(
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            resources=("*",),
            conditions={"StringEquals": {"aws:SourceAccount": owner.account}},
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Purpose:
    part: str
    description: str
    region: str | None = None
    """None: the stack's own."""


def _key(
    name: str,
    args: PlatformArgs,
    purpose: _Purpose,
    statements: Sequence[ResourceStatement],
    opts: pulumi.ResourceOptions,
) -> aws.kms.Key:
    protect = args.protects(purpose.part)
    return aws.kms.Key(
        name,
        description=purpose.description,
        region=purpose.region,
        enable_key_rotation=True,
        rotation_period_in_days=365,
        deletion_window_in_days=LONGEST_WINDOW_DAYS if protect else SHORTEST_WINDOW_DAYS,
        policy=policy.document(statements),
        tags=args.tags(purpose.part),
        opts=options.protected(opts, protect),
    )
