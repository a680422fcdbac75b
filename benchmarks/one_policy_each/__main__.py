"""The same rules, one policy each, answered by `pulumi_policy.PolicyPack`: what the pack is compared with."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.graph import Graph
from policies.pack.messages import violation
from policies.pack.resource import Resource
from policies.pack.rule import Rule
from policies.rules import RULES


def resource_policy(rule: Rule, checks: list[ResourceCheck]) -> ResourceValidationPolicy:
    """The rule's checks of one resource, as a policy."""

    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        resource = Resource(args.resource_type, args.name, args.urn, dict(args.props))
        found = [one for check in checks if check.type == args.resource_type for one in check.judge(resource)]
        if found:
            report(violation(rule, found), args.urn)

    return ResourceValidationPolicy(rule.id.lower(), rule.title, validate, EnforcementLevel.ADVISORY)


def stack_policy(rule: Rule, checks: list[StackCheck]) -> StackValidationPolicy:
    """The rule's checks of the stack, as a policy."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        resources = [
            Resource(
                one.resource_type,
                one.name,
                one.urn,
                dict(one.props),
                {name: tuple(other.urn for other in others) for name, others in one.property_dependencies.items()},
            )
            for one in args.resources
        ]
        found = [one for check in checks for one in check.judge(Graph(resources))]
        if found:
            report(violation(rule, found), None)

    return StackValidationPolicy(f"{rule.id.lower()}-stack", rule.title, validate, EnforcementLevel.ADVISORY)


def policies() -> list[Policy]:
    """One for each rule, two for a rule that looks at both."""
    found: list[Policy] = []
    for rule in RULES:
        alone = [check for check in rule.checks() if isinstance(check, ResourceCheck)]
        together = [check for check in rule.checks() if isinstance(check, StackCheck)]
        found += [resource_policy(rule, alone)] if alone else []
        found += [stack_policy(rule, together)] if together else []
    return found


PolicyPack("one-policy-each", policies())
