"""The topic that alarms are sent to, and who is told."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from components.platform import PlatformArgs


def create(
    name: str,
    args: PlatformArgs,
    key: pulumi.Output[str],
    account: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """Create the topic, its policy and its subscriptions; returns its ARN."""
    topic = aws.sns.Topic(name, kms_master_key_id=key, tags=args.tags("platform"), opts=opts)
    aws.sns.TopicPolicy(
        f"{name}-policy", arn=topic.arn, policy=policy.document(_statements(topic.arn, account)), opts=opts
    )
    for address in args.alarms.email:
        aws.sns.TopicSubscription(f"{name}-{address}", topic=topic.arn, protocol="email", endpoint=address, opts=opts)
    return topic.arn


def _statements(topic: pulumi.Output[str], account: pulumi.Output[str]) -> list[ResourceStatement]:
    return [
        ResourceStatement(
            sid="Alarms",
            principal={"Service": "cloudwatch.amazonaws.com"},
            permission=Statement(
                actions=("sns:Publish",),
                resources=(topic,),
                conditions={"StringEquals": {"aws:SourceAccount": account}},
            ),
        ),
        ResourceStatement(
            sid="TlsOnly",
            effect="Deny",
            principal="*",
            permission=Statement(
                actions=("sns:Publish",),
                resources=(topic,),
                conditions={"Bool": {"aws:SecureTransport": "false"}},
            ),
        ),
    ]
