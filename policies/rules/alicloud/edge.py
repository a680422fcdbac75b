"""The CDN on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, GraphCheck
from policies.pack.predicates import Predicate, Verdict, count_at_least, equals, is_set, number
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
BUCKET = "alicloud:oss/bucket:Bucket"
FIREWALLS = (("alicloud:wafv3/domain:Domain", "domain"), ("alicloud:dcdn/wafDomain:WafDomain", "domainName"))
HTTPS_PORT = 443
FEWEST_SOURCES = 2


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


def _behind_firewall(graph: Graph, domain: Resource) -> Iterator[Finding]:
    """A firewall takes the domain in, by its resource or by its name."""
    name = domain.properties.get("domainName")
    taken = [each.properties.get(through) for kind, through in FIREWALLS for each in graph.of_type(kind)]
    joined = any(graph.referrers(domain, kind, through) for kind, through in FIREWALLS)
    if joined or (name in taken and name is not Marker.UNKNOWN):
        return
    unknown = bool(taken) and Marker.UNKNOWN in (name, *taken)
    remedy = "add a wafv3 Domain or a dcdn WafDomain of its name"
    yield Finding(domain, "", "stands behind no firewall", remedy, unknown)


def _bucket_is_ours(graph: Graph, domain: Resource) -> Iterator[Finding]:
    """A bucket that the CDN asks is one of this stack: a name that nobody has yet, anybody may take."""
    listed = domain.properties.get("sources")
    kinds = [each.get("type") for each in (listed if isinstance(listed, list) else []) if isinstance(each, dict)]
    known = "oss" in kinds
    unknown = not known and Marker.UNKNOWN in (listed, *kinds, *(listed if isinstance(listed, list) else []))
    if (known or unknown) and not graph.follow(domain, "sources", BUCKET):
        yield Finding(domain, "sources", "is a bucket outside this stack", "name a bucket of this stack", unknown)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
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
    "ED-03": (Requirement(DOMAIN, "certificateConfig.serverCertificateStatus", equals("on")),),
    "ED-06": (Companion(DOMAIN, "alicloud:cdn/realTimeLogDelivery:RealTimeLogDelivery", "domain"),),
    "ED-07": (GraphCheck(DOMAIN, _behind_firewall),),
    "ED-08": (
        Requirement(
            "alicloud:oss/bucketWebsite:BucketWebsite", "indexDocument.suffix", is_set(), "set it to index.html"
        ),
    ),
    "ED-10": (Requirement(DOMAIN, "sources", count_at_least(FEWEST_SOURCES), "name a second origin"),),
    "ED-11": (GraphCheck(DOMAIN, _bucket_is_ours),),
}
