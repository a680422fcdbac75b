"""CloudWatch log groups and alarms, SNS and SQS."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import assumed_by, key_lets, key_of
from simulator.aws.find import LOG_GROUP, by_arn, held
from simulator.aws.policy_documents import problems
from simulator.behaviour import Behaviour, Call, Hook, Refusal
from simulator.cloud import ACCOUNT
from simulator.references import values_at
from simulator.values import is_unknown

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
QUEUE = "aws:sqs/queue:Queue"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
LOG_ACTIONS = (
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:GenerateDataKey",
    "kms:DescribeKey",
)
"""What CloudWatch Logs does with a key (CloudWatch Logs user guide, "Encrypt log data using AWS KMS")."""
UNCONFIRMED = ("email", "email-json", "http", "https")
"""Protocols whose subscriptions wait for their owner (SNS API, Subscribe)."""
NAMED_ALARM = re.compile(r"""(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*["']?([^"')]+?)["']?\s*\)""")
ALARMS = re.compile(r"^arn:[\w-]+:cloudwatch:[a-z0-9-]+:\d{12}:alarm:(.+)$")


def key_admits_logs(call: Call) -> None:
    """The key of a log group lets the logs service of the region use it for that group."""
    key = key_of(call, call.inputs.get("kmsKeyId"))
    if key is None:
        return
    arn = f"arn:{call.partition}:logs:{call.region}:{ACCOUNT}:log-group:{call.inputs['name']}"
    if not key_lets(key, f"logs.{call.region}.amazonaws.com", LOG_ACTIONS, {"aws:logs:arn": arn}):
        raise Refusal(
            "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn "
            f"'{arn}': "
            f"the key's policy must let logs.{call.region}.amazonaws.com use it"
        )


def unprotected(call: Call) -> None:
    """A protected log group stays."""
    if held(call).get("deletionProtectionEnabled"):
        raise Refusal(f"OperationAbortedException: The log group {call.id} has deletion protection enabled")


def alarm_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """An alarm watches one metric by one statistic, or queries that each are metric or expression."""
    statistics = [name for name in ("statistic", "extendedStatistic") if inputs.get(name)]
    if inputs.get("metricName") and len(statistics) != 1:
        yield "statistic: exactly one of statistic and extendedStatistic must be given with metricName"
    queries = inputs.get("metricQueries") or ()
    for index, query in enumerate(queries):
        if query.get("expression") and query.get("metric"):
            yield f"metricQueries[{index}]: only one of expression and metric may be given"
    returning = [query for query in queries if query.get("returnData") is True]
    if queries and not is_unknown(list(queries)) and len(returning) != 1:
        yield f"metricQueries: exactly one query must have returnData true; got {len(returning)}"


def names_alarms(call: Call) -> None:
    """A composite alarm's rule names alarms that exist."""
    for name in NAMED_ALARM.findall(call.inputs["alarmRule"]):
        found = ALARMS.match(name)
        bare = found[1] if found else name
        if not any(call.cloud.get(token, call.region, bare) for token in (ALARM, COMPOSITE)):
            raise Refusal(f"ValidationError: AlarmRule must not contain an alarm that does not exist: {bare}")


def unnamed(call: Call) -> None:
    """An alarm that a composite alarm names stays."""
    for composite in call.find(COMPOSITE):
        names = {name.rpartition(":alarm:")[2] for name in NAMED_ALARM.findall(composite.properties["alarmRule"])}
        if call.id in names and composite.id != call.id:
            raise Refusal(
                f"ValidationError: {call.id} cannot be deleted: the composite alarm {composite.id} depends on it"
            )


def dashboard_body(call: Call) -> None:
    """A dashboard holds widgets."""
    body = json.loads(call.inputs["dashboardBody"])
    if not isinstance(body, dict) or not isinstance(body.get("widgets", []), list):
        raise Refusal("InvalidParameterInput: The field dashboardBody must be a JSON object with a list of widgets")


def topic_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """Some settings are for FIFO topics and queues only."""
    fifo = inputs.get("fifoTopic") or inputs.get("fifoQueue")
    for name in ("archivePolicy", "contentBasedDeduplication", "fifoThroughputLimit", "deduplicationScope"):
        if inputs.get(name) and not fifo:
            yield f"{name}: can only be given for FIFO"
    name = inputs.get("name")
    if isinstance(name, str) and not is_unknown(name) and bool(fifo) != name.endswith(".fifo") and fifo is not None:
        yield f"name: must {'' if fifo else 'not '}end in .fifo; got '{name}'"


def policy_of(name: str) -> Hook:
    """A hook: a resource's own policy is well formed."""

    def hook(call: Call) -> None:
        text = call.inputs.get(name)
        for words in problems(text, "resource") if text else ():
            raise Refusal(f"InvalidParameter: Invalid parameter: Policy Error: {words}")

    return hook


def subscription_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A filter's scope needs a filter."""
    if inputs.get("filterPolicyScope") and not inputs.get("filterPolicy"):
        yield "filterPolicyScope: needs filterPolicy"


def subscription_answer(call: Call) -> Mapping[str, Any]:
    """A subscription by mail waits for its owner."""
    waits = call.inputs["protocol"] in UNCONFIRMED and not call.inputs.get("endpointAutoConfirms")
    return {"pendingConfirmation": waits, "confirmationWasAuthenticated": not waits}


def dead_letters(call: Call) -> None:
    """A queue's dead letters go to a queue that exists."""
    text = call.inputs.get("redrivePolicy")
    if not text:
        return
    policy = json.loads(text)
    if not isinstance(policy.get("maxReceiveCount"), int):
        raise Refusal(
            "InvalidParameterValue: Value for parameter RedrivePolicy is invalid. Reason: maxReceiveCount must be a "
            "number."
        )
    if not by_arn(call, QUEUE, policy.get("deadLetterTargetArn")):
        raise Refusal(
            "InvalidParameterValue: Value for parameter RedrivePolicy is invalid. Reason: Dead letter target does "
            f"not exist: {policy.get('deadLetterTargetArn')}"
        )


def log_destination(call: Call) -> None:
    """A flow log goes to a log group that exists, under a role, or to a bucket that exists."""
    kind, destination = call.inputs.get("logDestinationType", "cloud-watch-logs"), call.inputs.get("logDestination", "")
    if kind == "cloud-watch-logs":
        if not call.inputs.get("iamRoleArn"):
            raise Refusal("InvalidParameter: DeliverLogsPermissionArn is required for a flow log to CloudWatch Logs")
        if not by_arn(call, LOG_GROUP, destination.removesuffix(":*")):
            raise Refusal(f"InvalidParameter: LogDestination: {destination} does not exist")
    if kind == "s3" and not call.cloud.find("aws:s3/bucket:Bucket", arn=destination.split("/")[0]):
        raise Refusal(f"InvalidParameter: LogDestination: {destination} does not exist")
    if not any(
        values_at(call.inputs, (name,))
        for name in ("vpcId", "subnetId", "eniId", "transitGatewayId", "transitGatewayAttachmentId")
    ):
        raise Refusal("InvalidParameter: a flow log needs a vpcId, subnetId or eniId")


flow_role = assumed_by(
    "iamRoleArn", "vpc-flow-logs.amazonaws.com", "InvalidParameter: Unable to assume given IAM role {value}"
)
BEHAVIOURS = {
    LOG_GROUP: Behaviour(create=(key_admits_logs,), update=(key_admits_logs,), delete=(unprotected,)),
    ALARM: Behaviour(check=alarm_rules, delete=(unnamed,)),
    COMPOSITE: Behaviour(create=(names_alarms,), update=(names_alarms,), delete=(unnamed,)),
    DASHBOARD: Behaviour(create=(dashboard_body,), update=(dashboard_body,)),
    TOPIC: Behaviour(check=topic_rules, create=(policy_of("policy"),), update=(policy_of("policy"),)),
    TOPIC_POLICY: Behaviour(create=(policy_of("policy"),), update=(policy_of("policy"),)),
    SUBSCRIPTION: Behaviour(check=subscription_rules, answer=subscription_answer),
    QUEUE: Behaviour(
        check=topic_rules, create=(policy_of("policy"), dead_letters), update=(policy_of("policy"), dead_letters)
    ),
    FLOW_LOG: Behaviour(create=(log_destination, flow_role)),
}
