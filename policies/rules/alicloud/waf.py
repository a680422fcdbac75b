"""Web Application Firewall 3.0 on Alibaba Cloud."""

from collections.abc import Collection, Iterator, Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, GraphCheck
from policies.pack.predicates import Predicate, Verdict, one_of
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

DOMAIN = "alicloud:wafv3/domain:Domain"
RULE = "alicloud:wafv3/defenseRule:DefenseRule"
TEMPLATE = "alicloud:wafv3/defenseTemplate:DefenseTemplate"
KNOWN_ATTACKS = frozenset({"waf_group", "waf_base"})
"""Scenes of the protection that Alibaba Cloud keeps current, before and since its renaming (CreateDefenseRule)."""
LIMITS = frozenset({"cc"})
OFF = 0.0


def _has_rule_of(scenes: Collection[str], found: str, remedy: str) -> GraphCheck:
    """Where a domain is taken in, some rule of the stack that is on has one of these scenes."""

    def look(graph: Graph, domain: Resource) -> Iterator[Finding]:
        rules = [rule for rule in graph.of_type(RULE) if rule.properties.get("ruleStatus") != OFF]
        told = [rule.properties.get("defenseScene") for rule in rules]
        if not any(isinstance(scene, str) and scene in scenes for scene in told):
            yield Finding(domain, "", found, remedy, unknown=Marker.UNKNOWN in told)

    return GraphCheck(DOMAIN, look)


def _acts() -> Predicate:
    """A rule that says what it does: one action for all of it, or one for each part of the core protection."""

    def test(config: object) -> Verdict:
        named = plain(config)
        chosen = [named.get(name) for name in ("ruleAction", "wafBaseConfigs")] if isinstance(named, dict) else []
        return Marker.UNKNOWN if Marker.UNKNOWN in chosen else any(chosen)

    return Predicate("a rule with ruleAction or wafBaseConfigs", test, lambda _: "without ruleAction")


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "WF-01": (
        Companion(TEMPLATE, RULE, "templateId"),
        Requirement(RULE, "config", _acts(), "say what it does with a request"),
        Requirement(TEMPLATE, "status", one_of("1"), "set it to 1"),
    ),
    "WF-02": (_has_rule_of(KNOWN_ATTACKS, "has no rule against known attacks", "add a rule of scene waf_group"),),
    "WF-05": (_has_rule_of(LIMITS, "has no limit of requests", "add a rule of scene cc"),),
}
