"""EventBridge: rules, where they send events, and addresses outside."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import assumed_by
from simulator.aws.find import by_arn
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.values import is_unknown

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
CONNECTION = "aws:cloudwatch/eventConnection:EventConnection"
DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination"
LONGEST_PATTERN = 4096
"""Characters, without white space (provider, events/rule.go)."""
MOST_TARGETS = 5
"""A rule's (EventBridge user guide, "Amazon EventBridge quotas")."""
LOGINS = {"API_KEY": "apiKey", "BASIC": "basic", "OAUTH_CLIENT_CREDENTIALS": "oauth"}
PLACEHOLDER = re.compile(r"<([^<>]+)>")


def pattern_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A pattern is no longer than EventBridge takes."""
    text = inputs.get("eventPattern")
    if not isinstance(text, str) or is_unknown(text):
        return
    try:
        short = json.dumps(json.loads(text), separators=(",", ":"))
    except ValueError:
        return
    if len(short) > LONGEST_PATTERN:
        yield f"eventPattern: cannot be longer than {LONGEST_PATTERN} characters; it has {len(short)}"


def pattern_fits(call: Call) -> None:
    """A pattern is an object whose ends are lists of what may be there."""
    text = call.inputs.get("eventPattern")
    words = pattern_problem(json.loads(text)) if text else None
    if words:
        raise Refusal(f"InvalidEventPatternException: Event pattern is not valid. Reason: {words}")


def pattern_problem(pattern: Any, name: str = "") -> str | None:
    """What is wrong with a pattern; None when nothing is."""
    if name == "$or":
        many = isinstance(pattern, list) and len(pattern) > 1
        found = (pattern_problem(each) for each in pattern) if many else ["$or must be an array of two or more"]
        return next(filter(None, found), None)
    if isinstance(pattern, list):
        return None if pattern else f'Empty arrays are not allowed at "{name}"'
    if not isinstance(pattern, Mapping):
        return f'"{name}" must be an object or an array'
    return next(filter(None, (pattern_problem(inner, key) for key, inner in pattern.items())), None)


def connection_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A connection brings the login of its kind."""
    wanted = LOGINS.get(inputs.get("authorizationType", ""))
    if wanted and not (inputs.get("authParameters") or {}).get(wanted):
        yield f"authParameters: {inputs['authorizationType']} needs {wanted}"


def address_fits(call: Call) -> None:
    """Only HTTPS is spoken; the refusal does not repeat an address, which may be a secret."""
    if not call.inputs["invocationEndpoint"].startswith("https://"):
        raise Refusal(
            "ValidationException: Parameter InvocationEndpoint is not valid. Reason: it must begin with https://"
        )


def target_fits(call: Call) -> None:
    """A rule has room for the target, which has a role where it needs one, and a template that knows its names."""
    others = [each for each in call.find(TARGET, rule=call.inputs["rule"]) if each.id != call.id]
    if len(others) >= MOST_TARGETS:
        raise Refusal(
            "LimitExceededException: The requested resource exceeds the maximum number allowed: a rule has "
            f"{MOST_TARGETS} targets"
        )
    if by_arn(call, DESTINATION, call.inputs["arn"]) and not call.inputs.get("roleArn"):
        raise Refusal(f"ValidationException: RoleArn is required for target {call.inputs['arn']}.")
    transformer = call.inputs.get("inputTransformer") or {}
    known = {*(transformer.get("inputPaths") or {}), "aws.events.rule-arn", "aws.events.rule-name"}
    for name in PLACEHOLDER.findall(transformer.get("inputTemplate", "")):
        if name not in known and not name.startswith("aws.events."):
            raise Refusal(f"ValidationException: Invalid InputTemplate for target: <{name}> is not in InputPathsMap.")


def no_targets(call: Call) -> None:
    """A rule with targets stays."""
    if call.find(TARGET, rule=call.id) and not (call.old or {}).get("forceDestroy"):
        raise Refusal("ValidationException: Rule can't be deleted since it has targets.")


assumed = assumed_by(
    "roleArn",
    "events.amazonaws.com",
    "ValidationException: Provided role '{value}' cannot be assumed by principal 'events.amazonaws.com'.",
)
BEHAVIOURS = {
    RULE: Behaviour(check=pattern_rules, create=(pattern_fits,), update=(pattern_fits,), delete=(no_targets,)),
    TARGET: Behaviour(create=(target_fits, assumed), update=(target_fits, assumed)),
    CONNECTION: Behaviour(check=connection_rules),
    DESTINATION: Behaviour(create=(address_fits,), update=(address_fits,)),
}
