"""The topic that alarms are sent to, and who is told."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.clouds.aws.senders import senders
from components.connection import Statement
from components.platform import PlatformArgs


def create(
    name: str,
    args: PlatformArgs,
    key: pulumi.Output[str],
    account: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """Create the topic, its policy and its subscriptions; returns its ARN once those who send may do so."""
    topic = aws.sns.Topic(name, kms_master_key_id=key, tags=args.tags("platform"), opts=opts)
    sending = [_sender(what, service, topic.arn, account) for what, service in senders(args).items()]
    statements = [*sending, _tls_only(topic.arn)]
    allowed = aws.sns.TopicPolicy(f"{name}-policy", arn=topic.arn, policy=policy.document(statements), opts=opts)
    for address in args.alarms.email:
        aws.sns.TopicSubscription(f"{name}-{address}", topic=topic.arn, protocol="email", endpoint=address, opts=opts)
    return allowed.arn


def _sender(what: str, service: str, topic: pulumi.Output[str], account: pulumi.Output[str]) -> ResourceStatement:
    return ResourceStatement(
        sid=what,
        principal={"Service": service},
        permission=Statement(
            actions=("sns:Publish",),
            resources=(topic,),
            conditions={"StringEquals": {"aws:SourceAccount": account}},
        ),
    )


def _tls_only(topic: pulumi.Output[str]) -> ResourceStatement:
    return ResourceStatement(
        sid="TlsOnly",
        effect="Deny",
        principal="*",
        permission=Statement(
            actions=("sns:Publish",),
            resources=(topic,),
            conditions={"Bool": {"aws:SecureTransport": "false"}},
        ),
    )
