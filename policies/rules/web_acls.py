"""The rules of a web ACL, in each of the three places where they are written."""

from collections.abc import Callable, Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import has_unknown, plain

WEB_ACL = "aws:wafv2/webAcl:WebAcl"
SEPARATE_RULE = "aws:wafv2/webAclRule:WebAclRule"


def has_statement(kind: str, wanted: Callable[[dict[str, object]], bool], found: str, remedy: str) -> GraphCheck:
    """Each web ACL has a statement of the kind that is as wanted, in one of its rules or inside another statement."""

    def look(graph: Graph, acl: Resource) -> Iterator[Finding]:
        rules = _rules(graph, acl)
        if not any(wanted(statement) for statement in _statements(rules, kind)):
            yield Finding(acl, "rules", found, remedy, unknown=has_unknown(rules))

    return GraphCheck(WEB_ACL, look)


def _rules(graph: Graph, acl: Resource) -> list[object]:
    inline = [plain(acl.properties.get("rules")), *(plain(each.value) for each in read(acl.properties, "ruleJson{}"))]
    return [*inline, *(plain(rule.properties) for rule in graph.referrers(acl, SEPARATE_RULE, "webAclArn"))]


def _statements(value: object, kind: str) -> Iterator[dict[str, object]]:
    """Each object under this name, at any depth; in JSON, names begin with a capital."""
    if isinstance(value, list):
        for item in value:
            yield from _statements(item, kind)
    if isinstance(value, dict):
        for name, item in value.items():
            if str(name).lower() == kind.lower() and isinstance(item, dict):
                yield {str(key).lower(): inner for key, inner in item.items()}
            yield from _statements(item, kind)
