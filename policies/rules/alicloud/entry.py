"""Load balancers and the CDN on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import count_at_least, equals, is_set, one_of
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown

LISTENER = "alicloud:alb/listener:Listener"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
RULE = "alicloud:alb/rule:Rule"
DOMAIN = "alicloud:cdn/domainNew:DomainNew"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
MODERN_TLS = ("tls_cipher_policy_1_2_strict_with_1_3", "tls_cipher_policy_1_2_strict", "tls_cipher_policy_1_2")
PUBLIC = Applies("addressType", equals("Internet"))


def _plain_only_redirects(graph: Graph, listener: Resource) -> Iterator[Finding]:
    """A public listener without TLS has a rule that sends visitors to HTTPS."""
    balancers = graph.follow(listener, "loadBalancerId", BALANCER)
    inside = any(balancer.properties.get("addressType") in ("Intranet", Marker.UNKNOWN) for balancer in balancers)
    if inside or listener.properties.get("listenerProtocol") != "HTTP":
        return
    if not any(_redirects(rule) for rule in graph.referrers(listener, RULE, "listenerId")):
        remedy = "give the stack a domain, which brings HTTPS"
        yield Finding(listener, "listenerProtocol", "serves plain HTTP and does not redirect it", remedy)


def _redirects(rule: Resource) -> bool:
    actions = rule.properties.get("ruleActions")
    return actions is Marker.UNKNOWN or any(
        isinstance(action, dict)
        and isinstance(action.get("redirectConfig"), dict)
        and action["redirectConfig"].get("protocol") == "HTTPS"
        for action in (actions if isinstance(actions, list) else [])
    )


def _configured(function: str, wanted: Mapping[str, tuple[str, ...]], remedy: str) -> GraphCheck:
    """Every domain has a function whose arguments have the wanted values; no values: any but nothing."""

    def look(graph: Graph, domain: Resource) -> Iterator[Finding]:
        made = [
            each
            for each in graph.referrers(domain, FUNCTION, "domainName")
            if each.properties.get("functionName") in (function, Marker.UNKNOWN)
        ]
        if not any(_holds(each, wanted) for each in made):
            yield Finding(domain, "", f"has no {function} as it should be", remedy)

    return GraphCheck(DOMAIN, look)


def _holds(function: Resource, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the function's arguments are as wanted, or may turn out to be."""
    listed = function.properties.get("functionArgs")
    if has_unknown(listed):
        return True
    arguments = {
        str(each.get("argName")): each.get("argValue")
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
    }
    return all(
        arguments.get(name) in values if values else bool(arguments.get(name)) for name, values in wanted.items()
    )


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "LB-01": (GraphCheck(LISTENER, _plain_only_redirects),),
    "LB-02": (
        Requirement(
            LISTENER,
            "securityPolicyId",
            one_of(*MODERN_TLS),
            f"set it to {MODERN_TLS[0]}",
            when=Applies("listenerProtocol", equals("HTTPS")),
        ),
    ),
    "LB-04": (
        Requirement(
            BALANCER,
            "accessLogConfig.logStore",
            is_set(),
            "name a log store",
            when=PUBLIC,
            proof="alicloud:log/store:Store",
        ),
    ),
    "LB-05": (Requirement(BALANCER, "deletionProtectionEnabled", equals(True), when=PUBLIC),),
    "LB-06": (Requirement(BALANCER, "zoneMappings", count_at_least(2), "name vSwitches of two zones"),),
    "ED-01": (_configured("https_force", {"enable": ("on",)}, "configure https_force"),),
    "ED-02": (
        _configured(
            "https_tls_version",
            {"tls10": ("off",), "tls11": ("off",)},
            "configure https_tls_version without 1.0 and 1.1",
        ),
    ),
    "ED-05": (_configured("l2_oss_key", {"private_oss_auth": ("on",)}, "configure l2_oss_key"),),
    "ED-09": (_configured("HSTS", {"enabled": ("on",), "https_hsts_max_age": ()}, "configure HSTS, for a year"),),
}
