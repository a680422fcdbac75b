"""Load balancers on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Where
from policies.pack.predicates import Predicate, Verdict, equals, only, spell
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown
from policies.rules.public_entries import not_the_internet, one_public_entry

LISTENER = "alicloud:alb/listener:Listener"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
LOG = "alicloud:alb/loadBalancerAccessLogConfigAttachment:LoadBalancerAccessLogConfigAttachment"
RULE = "alicloud:alb/rule:Rule"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
MEMBERS = (
    ("alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment", "albServerGroupId"),
    ("alicloud:ess/scalingGroup:ScalingGroup", "albServerGroups"),
)
"""What puts servers into a group."""
TLS = "alicloud:alb/securityPolicy:SecurityPolicy"
ENTRY = "alicloud:alb/aclEntryAttachment:AclEntryAttachment"
MODERN_TLS = ("tls_cipher_policy_1_2_strict_with_1_3", "tls_cipher_policy_1_2_strict", "tls_cipher_policy_1_2")
PUBLIC = Applies("addressType", equals("Internet"))
FEWEST_ZONES = 2


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


def _modern_tls(graph: Graph, listener: Resource) -> Iterator[Finding]:
    """A listener with TLS has one of the cloud's policies without 1.0 and 1.1, or one of the stack's own."""
    protocol = listener.properties.get("listenerProtocol")
    chosen = listener.properties.get("securityPolicyId", Marker.MISSING)
    encrypted = protocol in ("HTTPS", Marker.UNKNOWN)
    if not encrypted or chosen in MODERN_TLS or graph.follow(listener, "securityPolicyId", TLS):
        return
    unknown = Marker.UNKNOWN in (protocol, chosen)
    yield Finding(listener, "securityPolicyId", f"is {spell(chosen)}", f"set it to {MODERN_TLS[0]}", unknown)


def _recorded(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """What the internet asks of a balancer is written into a log store."""
    configured = balancer.properties.get("accessLogConfig")
    store = configured.get("logStore") if isinstance(configured, dict) else configured
    address = balancer.properties.get("addressType")
    if address not in ("Internet", Marker.UNKNOWN) or graph.referrers(balancer, LOG, "loadBalancerId"):
        return
    if isinstance(store, str) and store:
        return
    proof = "alicloud:log/store:Store"
    unknown = Marker.UNKNOWN in (store, address)
    yield Finding(balancer, "accessLogConfig.logStore", "is not set", "name a log store", unknown, proof)


def _protected() -> Predicate:
    """Protected against deletion, in either spelling."""

    def test(balancer: object) -> Verdict:
        named = balancer if isinstance(balancer, dict) else {}
        block = named.get("deletionProtectionConfig")
        flags = (named.get("deletionProtectionEnabled"), block.get("enabled") if isinstance(block, dict) else block)
        return True if True in flags else Marker.UNKNOWN if Marker.UNKNOWN in flags else False

    return Predicate("true", test, lambda _: "not true")


def _several_zones() -> Predicate:
    """Mappings to two zones or more; one that is not known yet may be another."""

    def test(mappings: object) -> Verdict:
        listed = mappings if isinstance(mappings, list) else []
        zones = [each.get("zoneId") if isinstance(each, dict) else each for each in listed]
        known = {zone for zone in zones if isinstance(zone, str)}
        unknown = sum(zone is Marker.UNKNOWN for zone in zones)
        if len(known) >= FEWEST_ZONES:
            return True
        return Marker.UNKNOWN if len(known) + unknown >= FEWEST_ZONES else False

    return Predicate("vSwitches of two zones", test, lambda value: f"{spell(value)} in too few zones")


def _has_servers(graph: Graph, group: Resource) -> bool:
    """Whether there is anybody to ask: the group that only says no has none."""
    return bool(group.properties.get("servers")) or any(graph.referrers(group, *member) for member in MEMBERS)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "LB-01": (GraphCheck(LISTENER, _plain_only_redirects),),
    "LB-02": (
        GraphCheck(LISTENER, _modern_tls),
        Requirement(TLS, "tlsVersions", only({"TLSv1.2", "TLSv1.3"})),
    ),
    "LB-04": (GraphCheck(BALANCER, _recorded),),
    "LB-05": (
        Requirement(BALANCER, "", _protected(), "set it to true", when=PUBLIC, label="deletionProtectionEnabled"),
    ),
    "LB-06": (Requirement(BALANCER, "zoneMappings", _several_zones(), "name vSwitches of two zones"),),
    "LB-08": (Requirement(BALANCER, "loadBalancerEdition", equals("StandardWithWaf"), when=PUBLIC),),
    "LB-09": (Where(SERVERS, _has_servers, (Demand("healthCheckConfig.healthCheckEnabled", equals(True)),)),),
    "LB-10": (
        one_public_entry(BALANCER, "addressType", inside="Intranet"),
        *(
            Requirement(ENTRY, path, not_the_internet(), "name the ranges of those who are meant")
            for path in ("entry", "entries[].entry")
        ),
    ),
}
