"""How the pack introduces itself to the engine: every rule a policy, with level, severity and catalogue ids."""

from collections.abc import Mapping, Sequence

from google.protobuf import json_format
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi_policy import EnforcementLevel, Severity

from policies.pack.checks import ResourceCheck
from policies.pack.messages import page
from policies.pack.rule import ADVICE, Rule
from policies.pack.tuning import options
from policies.pack.wire import LEVELS, SEVERITIES

PACK_NAME = "groundwork"
PACK_VERSION = "0.1.0"
"""The version in PulumiPolicy.yaml, which the engine shows, is kept equal by a test."""

UNKNOWN_RULE = Rule(
    id="unknown-at-preview",
    title="Every value that a rule judges is known",
    severity=Severity.LOW,
    levels=ADVICE,
    clouds={},
)
"""Stands for all values that only the deployment will know; set it to mandatory to refuse such a preview."""


def describe(rules: Sequence[Rule], levels: Mapping[str, EnforcementLevel]) -> protocol.AnalyzerInfo:
    """The pack and its policies, at these levels."""
    return protocol.AnalyzerInfo(
        name=PACK_NAME,
        version=PACK_VERSION,
        displayName="Groundwork",
        supportsConfig=True,
        policies=[_policy(rule, levels[rule.id]) for rule in (*rules, UNKNOWN_RULE)],
    )


def _schema(rule: Rule) -> protocol.PolicyConfigSchema:
    """What a configuration file may say of the rule, beside its level."""
    kinds = {"minimum": {"type": "number"}, "maximum": {"type": "number"}}
    texts = {"type": "array", "items": {"type": "string"}}
    properties = {name: kinds.get(name, texts) for name in options(rule)}
    properties["exemptions"] = {"type": "array", "items": {"type": "object"}}
    return protocol.PolicyConfigSchema(properties=json_format.ParseDict(properties, Struct()))


def _policy(rule: Rule, level: EnforcementLevel) -> protocol.PolicyInfo:
    over_resource = any(isinstance(check, ResourceCheck) for check in rule.checks())
    return protocol.PolicyInfo(
        name=rule.id,
        displayName=rule.title,
        description=rule.title,
        enforcementLevel=LEVELS[level],
        severity=SEVERITIES[rule.severity],
        policy_type=protocol.POLICY_TYPE_RESOURCE if over_resource else protocol.POLICY_TYPE_STACK,
        tags=rule.catalogue.names(),
        url=page(rule),
        configSchema=_schema(rule),
    )
