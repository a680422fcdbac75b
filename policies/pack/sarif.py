"""SARIF 2.1.0, the OASIS form for the results of checks, with what code scanning services ask for besides."""

import hashlib
from collections.abc import Sequence

from pulumi_policy import Severity

from policies.pack.describe import PACK_NAME, PACK_VERSION
from policies.pack.messages import page
from policies.pack.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"mandatory": "error", "advisory": "warning"}
SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
"""Within the ranges that GitHub shows as critical (over 9.0), high (7.0), medium (4.0) and low."""
PROJECT = "Pulumi.yaml"
"""Where a finding is shown: a stack's resources have no line of their own."""

Result = tuple[str, str, str, str]
"""Rule, level, URN, message."""


def sarif(rules: Sequence[Rule], results: Sequence[Result], stack: str) -> dict[str, object]:
    """One run of the pack over one stack."""
    positions = {rule.id: position for position, rule in enumerate(rules)}
    driver = {"name": PACK_NAME, "version": PACK_VERSION, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"{PACK_NAME}/{stack}/"},
        "results": [_result(result, positions) for result in results],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.title},
        "help": {"text": f"See {page(rule)}"},
        "properties": {"tags": ["security", *rule.catalogue.names()], "security-severity": SCORES[rule.severity]},
    }


def _result(result: Result, positions: dict[str, int]) -> dict[str, object]:
    rule, level, urn, message = result
    name = urn.rpartition("::")[2] or "stack"
    place: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": PROJECT}, "region": {"startLine": 1}},
        "logicalLocations": [{"name": name, "fullyQualifiedName": urn or "stack", "kind": "resource"}],
    }
    return {
        "ruleId": rule,
        "ruleIndex": positions[rule],
        "level": LEVELS[level],
        "message": {"text": message},
        "locations": [place],
        "partialFingerprints": {"resource/v1": hashlib.sha256(f"{rule} {urn}".encode()).hexdigest()},
    }
