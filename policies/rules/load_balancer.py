"""What every load balancer must hold: TLS of today, no plain HTTP, two zones."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, Verdict, count_at_least, differs_from, equals, is_set, one_of
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ALWAYS, MENTIONED_IN_DEV, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import load_balancer as alicloud
from policies.rules.docker import proxy as docker
from policies.rules.owners import OTHERS
from policies.rules.public_entries import one_public_entry
from policies.rules.waived import FIREWALL

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
"""What a bucket for access logs is named by: the load balancer is refused until it may write there."""
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
FEWEST_ZONES = 2
TARGETS = "aws:lb/targetGroup:TargetGroup"
LISTENER = "aws:lb/listener:Listener"
LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
MODERN_TLS = (
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
)
"""Policies of Application Load Balancers without TLS 1.0 and 1.1, as AWS names them."""


def _redirects() -> Predicate:
    """A default action that sends the visitor to HTTPS."""

    def test(action: object) -> bool:
        redirect = action.get("redirect") if isinstance(action, dict) else None
        is_redirect = isinstance(action, dict) and action.get("type") == "redirect"
        return is_redirect and isinstance(redirect, dict) and redirect.get("protocol") == "HTTPS"

    return Predicate("a redirect to HTTPS", test, lambda _: "served over plain HTTP")


def _in_two_subnets() -> Predicate:
    """Subnets of two zones or more, in either spelling."""

    def test(balancer: object) -> Verdict:
        named = balancer if isinstance(balancer, dict) else {}
        places = [named.get("subnets"), named.get("subnetMappings")]
        if any(count_at_least(FEWEST_ZONES).test(place) is True for place in places):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in places else False

    return Predicate("subnets of two zones", test, lambda _: "too few")


def _behind_firewall(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """A web ACL stands before what the internet asks; one that balances connections has none."""
    internal, kind = balancer.properties.get("internal"), balancer.properties.get("loadBalancerType", "application")
    if internal is True or kind not in ("application", Marker.UNKNOWN):
        return
    if not graph.referrers(balancer, ASSOCIATION, "resourceArn"):
        unknown = Marker.UNKNOWN in (internal, kind)
        yield Finding(balancer, "", "has no web ACL", "add a WebAclAssociation whose resourceArn names it", unknown)


HTTP = Applies("protocol", one_of("HTTP", "HTTPS"))

RULES = (
    Rule(
        id="LB-01",
        title="Listeners speak HTTPS, and HTTP only redirects to it",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        catalogue=Catalogue(fsbp=("ELB.1", "ELB.18"), checkov=("CKV_AWS_2", "CKV_AWS_378", "CKV2_AWS_20")),
        clouds={
            "alicloud": alicloud.CHECKS["LB-01"],
            "docker": docker.CHECKS["LB-01"],
            "aws": (
                Requirement(
                    LISTENER,
                    "defaultActions[]",
                    _redirects(),
                    "give the stack a domain, which brings a certificate and HTTPS",
                    when=Applies("protocol", differs_from("HTTPS")),
                ),
            ),
        },
    ),
    Rule(
        id="LB-02",
        title="HTTPS listeners speak TLS 1.2 or newer",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ELB.17",), checkov=("CKV_AWS_103", "CKV2_AWS_74", "CKV_ALI_33")),
        clouds={
            "alicloud": alicloud.CHECKS["LB-02"],
            "aws": (
                Requirement(
                    LISTENER,
                    "sslPolicy",
                    one_of(*MODERN_TLS),
                    f"set it to {MODERN_TLS[0]}",
                    when=Applies("protocol", equals("HTTPS")),
                ),
            ),
        },
    ),
    Rule(
        id="LB-03",
        title="Load balancers drop invalid headers",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ELB.4",), checkov=("CKV_AWS_131",)),
        clouds={"aws": (Requirement(LOAD_BALANCER, "dropInvalidHeaderFields", equals(True)),)},
    ),
    Rule(
        id="LB-04",
        title="Requests to load balancers are recorded",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(fsbp=("ELB.5",), cis=("4.10",), checkov=("CKV_AWS_91",)),
        clouds={
            "alicloud": alicloud.CHECKS["LB-04"],
            "aws": (
                Requirement(LOAD_BALANCER, "accessLogs.enabled", equals(True)),
                Requirement(LOAD_BALANCER, "accessLogs.bucket", is_set(), "name a bucket", proof=BUCKET_POLICY),
            ),
        },
    ),
    Rule(
        id="LB-05",
        title="Load balancers are protected against deletion",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(infraguard=("alb-delete-protection-enabled",), fsbp=("ELB.6",), checkov=("CKV_AWS_150",)),
        clouds={
            "alicloud": alicloud.CHECKS["LB-05"],
            "aws": (Requirement(LOAD_BALANCER, "enableDeletionProtection", equals(True)),),
        },
    ),
    Rule(
        id="LB-06",
        title="Load balancers span at least two zones",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("alb-instance-multi-zone",), fsbp=("ELB.13",)),
        clouds={
            "alicloud": alicloud.CHECKS["LB-06"],
            "aws": (Requirement(LOAD_BALANCER, "", _in_two_subnets(), "name subnets of two zones", label="subnets"),),
        },
    ),
    Rule(
        id="LB-07",
        title="Load balancers are strict about requests that two servers could read differently",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ELB.12",), checkov=("CKV_AWS_328",)),
        clouds={
            "aws": (Requirement(LOAD_BALANCER, "desyncMitigationMode", differs_from("monitor"), "set it to defensive"),)
        },
    ),
    Rule(
        id="LB-08",
        title="A public load balancer stands behind a web application firewall",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        waived={"aws": FIREWALL, "alicloud": FIREWALL},
        catalogue=Catalogue(
            checkov=("CKV2_AWS_28",),
            infraguard=("alb-instance-waf-enabled", "use-waf-instance-for-security-protection"),
        ),
        clouds={"alicloud": alicloud.CHECKS["LB-08"], "aws": (GraphCheck(LOAD_BALANCER, _behind_firewall),)},
    ),
    Rule(
        id="LB-09",
        title="Targets are asked whether they are well, and over TLS",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(
            fsbp=("ELB.21", "ELB.22"),
            checkov=("CKV_AWS_261",),
            infraguard=(
                "alb-all-listener-health-check-enabled",
                "alb-all-listenter-has-server",
                "alb-server-group-multi-server",
                "alb-server-group-multi-zone",
            ),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["LB-09"],
            "aws": (
                Requirement(TARGETS, "healthCheck.enabled", differs_from(False), "set it to true"),
                Requirement(TARGETS, "healthCheck.path", is_set(), "set the path to ask", when=HTTP),
                # In the VPC, Groundwork's containers speak HTTP: TLS there would be a certificate in each image.
                Requirement(TARGETS, "healthCheck.protocol", differs_from("HTTP"), "set it to HTTPS", when=OTHERS),
                Requirement(TARGETS, "protocol", differs_from("HTTP"), "set it to HTTPS", when=OTHERS),
            ),
        },
    ),
    Rule(
        id="LB-10",
        title="Only one load balancer faces the internet",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            checkov=("CKV_ALI_29",),
            infraguard=(
                "alb-address-type-check",
                "alb-acl-public-access-check",
                "alb-instance-bind-security-group-or-enabled-acl",
            ),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["LB-10"],
            "aws": (one_public_entry(LOAD_BALANCER, "internal", inside=True),),
        },
    ),
)
