"""What names and certificates must hold: strong keys, signed zones, records that lead to something of ours."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, GraphCheck
from policies.pack.predicates import Predicate, Verdict, differs_from
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ADVICE_OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker

CERTIFICATE = "aws:acm/certificate:Certificate"
RECORD = "aws:route53/record:Record"
ZONE = "aws:route53/zone:Zone"
ADDRESSES = ("A", "AAAA")


def _no_wildcard() -> Predicate:
    return Predicate("a host name", lambda name: not (isinstance(name, str) and "*" in name))


def _is_private(_graph: Graph, zone: Resource) -> Verdict:
    """Whether a zone answers inside a VPC only."""
    vpcs = zone.properties.get("vpcs")
    return Marker.UNKNOWN if vpcs is Marker.UNKNOWN else bool(vpcs)


def _leads_somewhere(_graph: Graph, record: Resource) -> Iterator[Finding]:
    """An address that nobody of this stack has, somebody else may get."""
    kind = record.properties.get("type")
    leads = any(record.depends_on.get(name) for name in ("aliases", "records"))
    if leads or kind not in (*ADDRESSES, Marker.UNKNOWN):
        return
    place = "aliases" if "aliases" in record.properties else "records"
    remedy = "take the address from the resource that has it"
    yield Finding(record, place, "leads to nothing in this stack", remedy, unknown=kind is Marker.UNKNOWN)


RULES = (
    Rule(
        id="ED-13",
        title="Certificates have strong keys, name their hosts and are in the public logs",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("ACM.2",), checkov=("CKV2_AWS_71", "CKV_AWS_234")),
        clouds={
            "aws": (
                Requirement(
                    CERTIFICATE, "keyAlgorithm", differs_from("RSA_1024"), "set it to RSA_2048 or EC_prime256v1"
                ),
                Requirement(CERTIFICATE, "domainName", _no_wildcard(), "name the host"),
                Requirement(CERTIFICATE, "subjectAlternativeNames[]", _no_wildcard(), "name the host"),
                Requirement(
                    CERTIFICATE,
                    "options.certificateTransparencyLoggingPreference",
                    differs_from("DISABLED"),
                    "set it to ENABLED",
                ),
            )
        },
    ),
    Rule(
        id="ED-14",
        title="Public zones record queries and are signed, and addresses lead to something in the stack",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(fsbp=("Route53.2",), checkov=("CKV2_AWS_23", "CKV2_AWS_38", "CKV2_AWS_39")),
        clouds={
            "aws": (
                Companion(ZONE, "aws:route53/queryLog:QueryLog", "zoneId", exempt=_is_private),
                Companion(ZONE, "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", "hostedZoneId", exempt=_is_private),
                GraphCheck(RECORD, _leads_somewhere),
            )
        },
    ),
)
