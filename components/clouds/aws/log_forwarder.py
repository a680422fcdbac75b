"""A function in Lambda that CloudWatch Logs hands what parts write, and that hands it over to the central system.

What it cannot hand over in three calls (each of four tries) waits in a queue, and somebody is told. No part of the
account's concurrency is reserved for it: a young account has ten in all, of which none can be (Lambda, "Quotas").
"""

from pathlib import Path

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import alarm, identity, log_group, secret, task_permissions
from components.clouds.aws.alarm import Metric, Rule
from components.clouds.aws.secret import StoredSecret
from components.connection import Statement
from components.forwarding import modules, variables
from components.log_forwarder import LogForwarderArgs, LogForwarderOutputs
from components.platform import Platform, Written

CODE = Path(__file__).with_name("forward_logs.py")
KEY = "secret"
MEMORY_MIB = 256
TIMEOUT_SECONDS = 300
QUEUE_DAYS = 14
"""How long what was left out waits: the longest that SQS offers."""
PART = "platform"


def create(name: str, args: LogForwarderArgs, opts: pulumi.ResourceOptions) -> LogForwarderOutputs:
    """Create the function and lead every log group to it."""
    platform = args.platform
    left_out = _queue(f"{name}-left-out", platform, opts)
    function = _function(name, args, left_out, opts)
    aws.lambda_.FunctionEventInvokeConfig(
        f"{name}-retries",
        function_name=function.name,
        maximum_retry_attempts=2,
        destination_config={"on_failure": {"destination": left_out.arn}},
        opts=opts,
    )
    for written in args.written:
        _subscribe(written, function, platform, opts)
    return LogForwarderOutputs(function=function.name)


def _function(
    name: str, args: LogForwarderArgs, left_out: aws.sqs.Queue, opts: pulumi.ResourceOptions
) -> aws.lambda_.Function:
    platform = args.platform
    logs = log_group.create(f"{name}-logs", PART, platform, opts)
    stored = secret.store(f"{name}-secret", PART, {KEY: args.secret}, platform, opts) if args.secret else None
    role = identity.create(
        f"{name}-role", PART, "lambda.amazonaws.com", _statements(logs, stored, left_out, platform), platform, opts
    )
    told = variables(args.spec, platform.args.application, platform.args.environment)
    sources = {"index.py": CODE.read_text("utf-8"), **modules()}
    return aws.lambda_.Function(
        name,
        description=f"Hands logs of {platform.args.application} {platform.args.stack} over to {args.spec.kind}",
        runtime="python3.13",
        architectures=["arm64"],
        handler="index.handler",
        code=pulumi.AssetArchive({path: pulumi.StringAsset(text) for path, text in sources.items()}),
        environment={"variables": {**told, **({"SECRET": stored.reference(KEY)} if stored else {})}},
        logging_config={"log_format": "JSON", "log_group": logs.name},
        memory_size=MEMORY_MIB,
        timeout=TIMEOUT_SECONDS,
        role=role.arn,
        tags=platform.tags(PART),
        opts=options.after(opts, *role.grants),
    )


def _statements(
    logs: aws.cloudwatch.LogGroup, stored: StoredSecret | None, left_out: aws.sqs.Queue, platform: Platform
) -> list[Statement]:
    """Write its own log, read its secret, and put what is left out into the queue, sealed with the stack's key."""
    via = f"sqs.{platform.args.region}.amazonaws.com"
    return [
        task_permissions.log_streams(logs.arn),
        *(stored.read_statements() if stored else ()),
        Statement(actions=("sqs:SendMessage",), resources=(left_out.arn,)),
        Statement(
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            resources=(platform.key,),
            conditions={"StringEquals": {"kms:ViaService": via}},
        ),
    ]


def _queue(name: str, platform: Platform, opts: pulumi.ResourceOptions) -> aws.sqs.Queue:
    """What could not be handed over, and an alarm when there is some."""
    queue = aws.sqs.Queue(
        name,
        message_retention_seconds=QUEUE_DAYS * 24 * 3600,
        kms_master_key_id=platform.key,
        tags=platform.tags(PART),
        opts=opts,
    )
    waiting = Metric(
        namespace="AWS/SQS",
        name="ApproximateNumberOfMessagesVisible",
        statistic="Maximum",
        dimensions={"QueueName": queue.name},
    )
    text = f"the central log system does not take logs: what it has left out waits {QUEUE_DAYS} days in the queue"
    alarm.create(f"{name}-alarm", PART, platform, opts, Rule(description=text, measure=waiting, threshold=0))
    return queue


def _subscribe(
    written: Written, function: aws.lambda_.Function, platform: Platform, opts: pulumi.ResourceOptions
) -> None:
    """Let CloudWatch Logs call for this log group, and have it do so for every line."""
    start = f":logs:{platform.args.region}:"
    group = pulumi.Output.concat(
        "arn:", platform.partition, start, platform.account, ":log-group:", written.store, ":*"
    )
    may_call = aws.lambda_.Permission(
        f"{written.name}-forward-permission",
        action="lambda:InvokeFunction",
        function=function.name,
        principal="logs.amazonaws.com",
        source_account=platform.account,
        source_arn=group,
        opts=opts,
    )
    aws.cloudwatch.LogSubscriptionFilter(
        f"{written.name}-forward",
        # The function reads the part's name from it.
        name=written.part,
        log_group=written.store,
        filter_pattern="",
        destination_arn=function.arn,
        opts=options.after(opts, may_call),
    )
