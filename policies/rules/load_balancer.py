"""What every load balancer must hold: TLS of today, no plain HTTP, two zones."""

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.predicates import Predicate, count_at_least, differs_from, equals, one_of
from policies.pack.rule import ALWAYS, MENTIONED_IN_DEV, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import entry as alicloud

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


RULES = (
    Rule(
        id="LB-01",
        title="Listeners speak HTTPS, and HTTP only redirects to it",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        catalogue=Catalogue(fsbp=("ELB.1", "ELB.18"), checkov=("CKV_AWS_2", "CKV_AWS_378", "CKV2_AWS_20")),
        clouds={
            "alicloud": alicloud.CHECKS["LB-01"],
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
            "aws": (Requirement(LOAD_BALANCER, "accessLogs.enabled", equals(True)),),
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
            "aws": (Requirement(LOAD_BALANCER, "subnets", count_at_least(2), "name subnets of two zones"),),
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
)
