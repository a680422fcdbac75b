"""Load balancers and the CDN on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, Verdict, count_at_least, equals, is_set, number, one_of
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown

LISTENER = "alicloud:alb/listener:Listener"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
RULE = "alicloud:alb/rule:Rule"
DOMAIN = "alicloud:cdn/domainNew:DomainNew"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
MODERN_TLS = ("tls_cipher_policy_1_2_strict_with_1_3", "tls_cipher_policy_1_2_strict", "tls_cipher_policy_1_2")
HTTPS_PORT = 443
PUBLIC = Applies("addressType", equals("Internet"))


def _plain_only_redirects(graph: Graph, listener: Resource) -> Iterator[Finding]:
    """A public listener without TLS has a rule that sends visitors to HTTPS."""
    protocol = listener.properties.get("listenerProtocol")
    addresses = [each.properties.get("addressType") for each in graph.follow(listener, "loadBalancerId", BALANCER)]
    redirects = [_redirects(rule) for rule in graph.referrers(listener, RULE, "listenerId")]
    if protocol not in ("HTTP", Marker.UNKNOWN) or "Intranet" in addresses or True in redirects:
        return
    unknown = Marker.UNKNOWN in (protocol, *addresses, *redirects)
    remedy = "give the stack a domain, which brings HTTPS"
    yield Finding(listener, "listenerProtocol", "serves plain HTTP and does not redirect it", remedy, unknown)


def _redirects(rule: Resource) -> Verdict:
    actions = rule.properties.get("ruleActions")
    for action in actions if isinstance(actions, list) else []:
        target = action.get("redirectConfig") if isinstance(action, dict) else None
        if isinstance(target, dict) and action.get("type") == "Redirect" and target.get("protocol") == "HTTPS":
            return True
    return Marker.UNKNOWN if has_unknown(actions) else False


def _configured(function: str, wanted: Mapping[str, tuple[str, ...]], remedy: str) -> GraphCheck:
    """Every domain has a function whose arguments have the wanted values; no values: any but nothing."""

    def look(graph: Graph, domain: Resource) -> Iterator[Finding]:
        verdicts = [_holds(each, function, wanted) for each in graph.referrers(domain, FUNCTION, "domainName")]
        if True not in verdicts:
            unknown = Marker.UNKNOWN in verdicts
            yield Finding(domain, "", f"has no {function} as it should be", remedy, unknown)

    return GraphCheck(DOMAIN, look)


def _holds(made: Resource, function: str, wanted: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Whether this is the function, with arguments as wanted."""
    named, listed = made.properties.get("functionName"), made.properties.get("functionArgs")
    if named not in (function, Marker.UNKNOWN):
        return False
    arguments = _arguments(made.properties)
    as_wanted = all(
        arguments.get(name) in values if values else _is_text(arguments.get(name)) for name, values in wanted.items()
    )
    if named == function and as_wanted:
        return True
    return Marker.UNKNOWN if has_unknown([named, listed]) else False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _arguments(function: Mapping[str, object]) -> dict[str, object]:
    listed = function.get("functionArgs")
    return {
        str(each.get("argName")): each.get("argValue")
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
    }


def _https_port() -> Predicate:
    return Predicate("443", lambda value: number(value) == HTTPS_PORT)


def _asks_origin_over_https() -> Predicate:
    """A function that, if it says how the CDN asks its origin, says HTTPS."""

    def test(function: object) -> Verdict:
        properties = function if isinstance(function, dict) else {}
        named, asked = properties.get("functionName"), _arguments(properties).get("scheme_origin")
        if named not in ("forward_scheme", Marker.UNKNOWN) or asked == "https":
            return True
        return Marker.UNKNOWN if has_unknown([named, properties.get("functionArgs")]) else False

    return Predicate("https", test, lambda _: "another scheme than https")


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
    "ED-04": (
        Requirement(DOMAIN, "sources[].port", _https_port(), "set it to 443"),
        Requirement(FUNCTION, "", _asks_origin_over_https(), "set scheme_origin to https", label="functionArgs"),
    ),
    "ED-05": (_configured("l2_oss_key", {"private_oss_auth": ("on",)}, "configure l2_oss_key"),),
    "ED-09": (_configured("HSTS", {"enabled": ("on",), "https_hsts_max_age": ()}, "configure HSTS, for a year"),),
}
