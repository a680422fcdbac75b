"""Alarms that reach a webhook: EventBridge hears of a change and posts a line of text."""

import json
from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from components import options, own_secrets
from components.clouds.aws import identity, policy
from components.connection import Statement
from components.webhook import WebhookArgs, WebhookOutputs

ALARMS_A_RULE = 40
"""A rule's pattern has at most 4096 characters (PutRule), and an alarm's name at most about 80."""

POSTS_A_SECOND = 1
"""Slack takes one a second ("Rate limits"); what comes faster waits."""

KEY_LENGTH = 32

BEGUN = {"state": {"value": ["ALARM"]}}
ENDED = {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}}
"""Not when an alarm that was just made has its first measurement."""

PATHS = {
    "state": "$.detail.state.value",
    "description": "$.detail.configuration.description",
    "name": "$.detail.alarmName",
    "region": "$.region",
}
"""What a message says -> where the event has it (CloudWatch user guide, "Alarm events and EventBridge")."""


def create(name: str, args: WebhookArgs, opts: pulumi.ResourceOptions) -> WebhookOutputs:
    """Create what posts, and rules for exactly these alarms."""
    platform = args.platform
    destination = _destination(name, args, opts)
    may = [Statement(actions=("events:InvokeApiDestination",), resources=(destination.arn,))]
    role = identity.create(f"{name}-role", name, "events.amazonaws.com", may, platform, opts)
    for number, first in enumerate(range(0, len(args.alarms), ALARMS_A_RULE), start=1):
        suffix = "" if number == 1 else f"-{number}"
        rule = aws.cloudwatch.EventRule(
            f"{name}-rule{suffix}",
            description=f"Alarms of {platform.args.application} {platform.args.stack} that begin or end",
            event_pattern=_pattern(args.alarms[first : first + ALARMS_A_RULE]),
            tags=platform.tags(name),
            opts=opts,
        )
        aws.cloudwatch.EventTarget(
            f"{name}-target{suffix}",
            rule=rule.name,
            arn=destination.arn,
            role_arn=role.arn,
            input_transformer={"input_paths": PATHS, "input_template": _template(platform.args.stack)},
            opts=options.after(opts, *role.grants),
        )
    return WebhookOutputs(destination=destination.arn)


def _destination(name: str, args: WebhookArgs, opts: pulumi.ResourceOptions) -> aws.cloudwatch.EventApiDestination:
    """Where to post. EventBridge posts nothing without a login; the webhook's address is one already, so any does."""
    connection = aws.cloudwatch.EventConnection(
        f"{name}-connection",
        description="The address of the webhook is its login: this header means nothing to it",
        authorization_type="API_KEY",
        auth_parameters={
            "api_key": {"key": "X-Groundwork", "value": own_secrets.made(f"{name}-key", KEY_LENGTH, None, opts)}
        },
        opts=opts,
    )
    return aws.cloudwatch.EventApiDestination(
        f"{name}-destination",
        connection_arn=connection.arn,
        http_method="POST",
        invocation_endpoint=pulumi.Output.secret(args.address),
        invocation_rate_limit_per_second=POSTS_A_SECOND,
        opts=opts,
    )


def _pattern(alarms: Sequence[pulumi.Input[str]]) -> pulumi.Input[str]:
    pattern: dict[str, Any] = {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "detail": {"alarmName": [*alarms], "$or": [BEGUN, ENDED]},
    }
    return policy.json_text(pattern)


def _template(stack: str) -> str:
    return json.dumps({"text": f"<state> in {stack}: <description> (<name>, <region>)"})
