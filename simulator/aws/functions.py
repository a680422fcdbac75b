"""Lambda functions, who may call them, and the log groups that do."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import assumed_by, lets, matches
from simulator.aws.find import ROLE, by_arn
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT, Record
from simulator.find import by

FUNCTION = "aws:lambda/function:Function"
PERMISSION = "aws:lambda/permission:Permission"
RETRIES = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
LOGS = "logs.amazonaws.com"
MOST_VARIABLES = 4096
"""Bytes of all variables together (Lambda developer guide, "Quotas")."""
OWN_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
"""Some that Lambda sets itself (Lambda developer guide, "Defined runtime environment variables")."""
MOST_SUBSCRIPTIONS = 2
"""A log group's (CloudWatch Logs user guide, "CloudWatch Logs quotas")."""
SENDS = {"sqs": "sqs:SendMessage", "sns": "sns:Publish", "lambda": "lambda:InvokeFunction"}
"""Service of a destination -> what the function's role must be allowed."""


def package_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A function of a zip file says what runs it and where it begins."""
    if inputs.get("packageType", "Zip") == "Zip":
        yield from (
            f"{name}: is required for packageType Zip" for name in ("handler", "runtime") if not inputs.get(name)
        )


def variables_fit(call: Call) -> None:
    """Variables are few, and none of Lambda's own."""
    variables = (call.inputs.get("environment") or {}).get("variables") or {}
    for name in OWN_VARIABLES:
        if name in variables:
            raise Refusal(
                "InvalidParameterValueException: Lambda was unable to configure your environment variables because "
                f"the environment variables you have provided contains reserved keys: {name}"
            )
    if sum(len(f"{name}{value}".encode()) for name, value in variables.items()) > MOST_VARIABLES:
        raise Refusal(
            "InvalidParameterValueException: Lambda was unable to configure your environment variables because the "
            "environment variables you have provided exceeded the 4KB limit."
        )


def may_send(call: Call) -> None:
    """The function's role may send to where its outcomes go."""
    function = called(call, call.inputs["functionName"])
    role = by_arn(call, ROLE, function.properties["role"]) if function else None
    for outcome in (call.inputs.get("destinationConfig") or {}).values():
        arn = outcome["destination"]
        action = SENDS.get(arn.split(":")[2])
        if role and action and not lets(call, role, action, arn):
            raise Refusal(
                "InvalidParameterValueException: The function's execution role does not have permissions to call "
                f"{action.partition(':')[2]} on {arn}"
            )


def subscription_fits(call: Call) -> None:
    """A log group has room for another filter, and may call what is to be called."""
    group, arn = call.inputs["logGroup"], call.inputs["destinationArn"]
    others = [each for each in call.find(SUBSCRIPTION, logGroup=group) if each.properties["name"] != call.get("name")]
    if len(others) >= MOST_SUBSCRIPTIONS:
        raise Refusal("LimitExceededException: Resource limit exceeded.")
    if ":lambda:" not in arn:
        return
    source = f"arn:{call.partition}:logs:{call.region}:{ACCOUNT}:log-group:{group}:*"
    function = called(call, arn)
    if function is None or not any(admits(each, function, source) for each in call.find(PERMISSION)):
        raise Refusal(
            "InvalidParameterException: Could not execute the lambda function. Make sure you have given CloudWatch "
            "Logs permission to execute your function."
        )


def called(call: Call, name: str) -> Record | None:
    """The function of that name or ARN."""
    return by_arn(call, FUNCTION, name) or by(call, FUNCTION, call.region, name=name)


def admits(permission: Record, function: Record, source: str) -> bool:
    """Whether a permission lets CloudWatch Logs call a function for a log group."""
    said = permission.properties
    return (
        said["function"] in (function.properties["name"], function.properties["arn"])
        and said["principal"] == LOGS
        and said["action"] == "lambda:InvokeFunction"
        and matches(said.get("sourceArn") or "*", source)
        and said.get("sourceAccount") in (None, ACCOUNT)
    )


assumed = assumed_by(
    "role",
    "lambda.amazonaws.com",
    "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda: {value}",
)
BEHAVIOURS = {
    FUNCTION: Behaviour(check=package_rules, create=(assumed, variables_fit), update=(assumed, variables_fit)),
    RETRIES: Behaviour(create=(may_send,), update=(may_send,)),
    SUBSCRIPTION: Behaviour(create=(subscription_fits,), update=(subscription_fits,)),
}
