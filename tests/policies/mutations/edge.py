"""The one change in an example that each rule about the edge, logs and firewalls must notice, on both clouds."""

from components.spec import Cloud
from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, edited, linked, of_type, otherwise, put, removed, without

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
DOMAIN, FUNCTION = "alicloud:cdn/domainNew:DomainNew", "alicloud:cdn/domainConfig:DomainConfig"
DELIVERY = "alicloud:cdn/realTimeLogDelivery:RealTimeLogDelivery"
CERTIFICATE, RECORD, ZONE = "aws:acm/certificate:Certificate", "aws:route53/record:Record", "aws:route53/zone:Zone"
CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"
WEBSITE = "alicloud:oss/bucketWebsite:BucketWebsite"
DEFENSE = "alicloud:wafv3/defenseRule:DefenseRule"
FIREWALLED = "alicloud:wafv3/domain:Domain"


def of_edge(rule: str, path: str, value: object, *also: str) -> Mutation:
    return otherwise(rule, DISTRIBUTION, path, value, *also)


def of_function(rule: str, function: str, *also: str) -> Mutation:
    """The domains without one function."""

    def change(stack: Stack) -> Stack | None:
        made_so = [each for each in of_type(stack, FUNCTION) if each.properties["functionName"] == function]
        return removed(stack, *made_so) if made_so else None

    return Mutation(rule=rule, cloud="alicloud", change=change, also=frozenset(also))


def _web_server(stack: Stack) -> Stack | None:
    for edge in of_type(stack, DISTRIBUTION):
        origins = edge.properties["origins"]
        assert isinstance(origins, list)
        for place, origin in enumerate(origins):
            if "customOriginConfig" in origin:
                changed = {
                    **origin,
                    "customOriginConfig": {**origin["customOriginConfig"], "originProtocolPolicy": "http-only"},
                }
                return put(stack, edited(edge, "origins", [*origins[:place], changed, *origins[place + 1 :]]))
    return None


def _own_log(stack: Stack) -> list[Resource]:
    return [edited(edge, "loggingConfig", {"bucket": "logs.s3.amazonaws.com"}) for edge in of_type(stack, DISTRIBUTION)]


def _groups(stack: Stack) -> list[Resource]:
    return [edited(edge, "originGroups", [{"originId": "either"}]) for edge in of_type(stack, DISTRIBUTION)]


def _foreign(cloud: Cloud, kind: str, through: str, *kept: str) -> Mutation:
    """An origin that comes from no bucket of the stack."""

    def change(stack: Stack) -> Stack | None:
        found = of_type(stack, kind)[:1]
        return (
            put(stack, *(linked(each, through, *_of(stack, each, through, *kept)) for each in found)) if found else None
        )

    # What stands behind no CDN is no longer excused by it.
    return Mutation(rule="ED-11", cloud=cloud, change=change, also=frozenset({"ST-04", "ST-11"}))


def _of(stack: Stack, resource: Resource, through: str, *types: str) -> list[Resource]:
    return [stack[urn] for urn in resource.depends_on.get(through, ()) if stack[urn].type in types]


def _delivered(stack: Stack) -> list[Resource]:
    return [made(DELIVERY, f"added-{each.name}", domain=each) for each in of_type(stack, DOMAIN)]


def _firewalled(stack: Stack) -> list[Resource]:
    """Every domain behind a firewall that knows attacks and limits."""
    act = {"config": {"ruleAction": "block"}}
    rules = [made(DEFENSE, f"added-{scene}", {"defenseScene": scene, **act}) for scene in ("waf_group", "cc")]
    domains = [{"domain": each.properties["domainName"]} for each in of_type(stack, DOMAIN)]
    return [*rules, *(made(FIREWALLED, f"added-{place}", each) for place, each in enumerate(domains))]


def _zone(_stack: Stack) -> list[Resource]:
    zone = made(ZONE, "added", {"name": "example.com"})
    log = made("aws:route53/queryLog:QueryLog", "added-log", zoneId=zone)
    return [zone, log, made("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", "added-signed", hostedZoneId=zone)]


def _lonely(kind: str) -> Mutation:
    """A zone less what it needs."""
    return Mutation(rule="ED-14", cloud="aws", adds=_zone, change=lambda stack: without(stack, kind))


MUTATIONS = (
    of_edge("ED-01", "defaultCacheBehavior.viewerProtocolPolicy", "allow-all"),
    of_edge("ED-02", "viewerCertificate.minimumProtocolVersion", "TLSv1.1_2016"),
    of_edge("ED-03", "viewerCertificate", {"cloudfrontDefaultCertificate": True}),
    Mutation(rule="ED-04", cloud="aws", change=_web_server),
    of_edge("ED-05", "origins[].originAccessControlId", GONE),
    Mutation(rule="ED-06", cloud="aws", type=DISTRIBUTION, path="loggingConfig", adds=_own_log),
    of_edge("ED-07", "webAclId", ""),
    of_edge("ED-08", "defaultRootObject", GONE),
    otherwise("ED-09", HEADERS, "securityHeadersConfig.strictTransportSecurity"),
    Mutation(rule="ED-10", cloud="aws", type=DISTRIBUTION, path="originGroups", adds=_groups),
    _foreign("aws", DISTRIBUTION, "origins", CONTROL),
    of_edge("ED-12", "enabled", False),
    otherwise("ED-13", CERTIFICATE, "keyAlgorithm", "RSA_1024"),
    _lonely("aws:route53/queryLog:QueryLog"),
    _lonely("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"),
    of_function("ED-01", "https_force"),
    of_function("ED-02", "https_tls_version"),
    otherwise("ED-03", DOMAIN, "certificateConfig.serverCertificateStatus", "off"),
    otherwise("ED-04", DOMAIN, "sources[].port", 80.0),
    of_function("ED-05", "l2_oss_key"),
    Mutation(rule="ED-06", cloud="alicloud", adds=_delivered, change=lambda stack: without(stack, DELIVERY)),
    Mutation(rule="ED-07", cloud="alicloud", adds=_firewalled, change=lambda stack: without(stack, FIREWALLED)),
    Mutation(
        rule="ED-08",
        cloud="alicloud",
        type=WEBSITE,
        path="indexDocument",
        adds=lambda _: [made(WEBSITE, "added", {"indexDocument": {"suffix": "index.html"}})],
    ),
    of_function("ED-09", "HSTS"),
    Mutation(
        rule="ED-10",
        cloud="alicloud",
        type=DOMAIN,
        path="sources",
        value=lambda old: old[:1],
        adds=lambda stack: [
            edited(each, "sources", lambda old: [*old, {"type": "domain", "port": 443.0}])
            for each in of_type(stack, DOMAIN)
        ],
    ),
    _foreign("alicloud", DOMAIN, "sources"),
)
