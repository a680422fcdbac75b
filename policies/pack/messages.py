"""The words a person reads in `pulumi preview` and `pulumi up`."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from policies.pack.finding import Finding
from policies.pack.paths import top_level
from policies.pack.rule import Rule

NAMES_SHOWN = 4
"""Resources named in one line of the summary; the rest are counted."""


def violation(rule: Rule, findings: Sequence[Finding]) -> str:
    """What is wrong with one resource, what to do, and which controls say so."""
    lines = [f"{rule.title}."]
    for finding in findings:
        place = f"{finding.resource.name}.{finding.location}" if finding.location else finding.resource.name
        lines.append(f"{rule.id}: {place} {finding.found}; {finding.remedy}.")
    named = rule.catalogue.names(findings[0].resource.type.partition(":")[0]) if findings else []
    if named:
        lines.append(f"({', '.join(named)})")
    lines.append(f"See {page(rule)}")
    return "\n".join(lines)


def page(rule: Rule) -> str:
    """Where the rule is told in full: what it judges on each cloud, its levels and its catalogues."""
    return f"docs/policies.md#{rule.id.lower()}"


def unknown_summary(unknown: Iterable[tuple[Rule, Finding]]) -> str:
    """One paragraph for all values that only the deployment will know, a line for each property of each type."""
    places: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    for rule, finding in unknown:
        names, rules = places[finding.resource.type, top_level(finding.location)]
        names[finding.resource.name] = None
        rules[rule.id] = None
    lines = ["Not judged yet: these values are known only during deployment, and `up` judges them then."]
    for (resource_type, location), (names, rules) in sorted(places.items()):
        lines.append(f"{resource_type} {location} of {_listed(sorted(names))}: {', '.join(sorted(rules))}")
    return "\n".join(lines)


def no_such_rules(names: Iterable[str], known: Sequence[str], where: str = "--policy-pack-config") -> str:
    """What is wrong with a configuration file that names rules which do not exist."""
    return f"{where}: " + "; ".join(_no_such_rule(name, known) for name in sorted(names))


def _no_such_rule(name: str, known: Sequence[str]) -> str:
    by_upper_case = {identifier.upper(): identifier for identifier in known}
    close = difflib.get_close_matches(name.upper(), by_upper_case, n=1)
    hint = f"did you mean {by_upper_case[close[0]]}?" if close else f"allowed are all, {', '.join(known)}"
    return f"there is no rule {name}, {hint}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown
