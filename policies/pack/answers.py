"""From judgements to the diagnostics that the engine shows."""

from collections.abc import Iterable, Mapping

from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi_policy import EnforcementLevel

from policies.pack.describe import PACK_NAME, PACK_VERSION
from policies.pack.facts import is_fact
from policies.pack.finding import Finding
from policies.pack.judge import Judgement
from policies.pack.levels import level_for
from policies.pack.messages import violation
from policies.pack.rule import ADVISORY, Rule
from policies.pack.setup import Setup
from policies.pack.wire import LEVELS, SEVERITIES

Levels = Mapping[str, EnforcementLevel]
"""The level of each rule, by its id."""


def diagnostics(judgements: Iterable[Judgement], levels: Levels, setup: Setup) -> list[protocol.AnalyzeDiagnostic]:
    """One diagnostic for each rule that a resource breaks; what is only unknown is left to the summary.

    What is exempt is said all the same, as advice, with who decided it and until when.
    """
    answers = []
    for rule, findings in judgements:
        broken = [finding for finding in findings if not finding.unknown]
        if broken:
            resource = broken[0].resource
            level = level_for(rule, levels[rule.id], resource, setup.settings)
            message = violation(rule, broken)
            if exemption := setup.exemption(rule.id, resource):
                level, message = ADVISORY, f"{rule.id}: {resource.name} is {exemption}.\n{message}"
            answers.append(diagnostic(rule, level, "" if is_fact(resource) else resource.urn, message))
    return answers


def diagnostic(rule: Rule, level: EnforcementLevel, urn: str, message: str) -> protocol.AnalyzeDiagnostic:
    """One message of one rule; an empty URN means the stack."""
    return protocol.AnalyzeDiagnostic(
        policyName=rule.id,
        policyPackName=PACK_NAME,
        policyPackVersion=PACK_VERSION,
        description=rule.title,
        message=message,
        enforcementLevel=LEVELS[level],
        severity=SEVERITIES[rule.severity],
        urn=urn,
    )


def unknowns(judgements: Iterable[Judgement]) -> list[tuple[Rule, Finding]]:
    """The findings that wait for a value."""
    return [(rule, finding) for rule, findings in judgements for finding in findings if finding.unknown]
