"""What ACM, Route 53, CloudFront and WAF refuse and answer."""

from typing import Any

import pytest

from simulator.aws.certificates import ISSUANCE, is_issued
from simulator.aws.domain_names import owned_zone
from simulator.cloud import Record
from simulator.values import UNKNOWN
from tests.simulator.builders import Network, balancer
from tests.simulator.world import World

CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
ZONE = "aws:route53/zone:Zone"
RECORD = "aws:route53/record:Record"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
ACCESS = "aws:cloudfront/originAccessControl:OriginAccessControl"
FUNCTION = "aws:cloudfront/function:Function"
ACL = "aws:wafv2/webAcl:WebAcl"
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"


@pytest.fixture
def zone(world: World) -> Record:
    return owned_zone(world.cloud, "example.com")


def certificate(world: World, region: str = "eu-central-1", **more: Any) -> Record:
    return world.make(CERTIFICATE, "c", domainName="app.example.com", validationMethod="DNS", region=region, **more)


def prove(world: World, zone: Record, made: Record) -> list[Record]:
    """Writes the records that prove a certificate's domains."""
    options = {each["resourceRecordName"]: each for each in made.properties["domainValidationOptions"]}
    return [
        world.make(RECORD, name, zoneId=zone.id, name=name, type="CNAME", ttl=60, records=[each["resourceRecordValue"]])
        for name, each in options.items()
    ]


def issued(world: World, zone: Record, region: str = "eu-central-1", **more: Any) -> Record:
    made = certificate(world, region, **more)
    prove(world, zone, made)
    world.make(VALIDATION, "v", certificateArn=made.id, region=region)
    return made


def test_a_preview_knows_a_certificates_domains(world: World) -> None:
    known = world.preview(
        CERTIFICATE, domainName="a.example.com", subjectAlternativeNames=["b.example.com"], validationMethod="DNS"
    )
    assert [(each["domainName"], each["resourceRecordName"]) for each in known["domainValidationOptions"]] == [
        ("a.example.com", UNKNOWN),
        ("b.example.com", UNKNOWN),
    ]


def test_a_wildcard_and_its_bare_name_are_proven_by_one_record(world: World) -> None:
    made = certificate(world, subjectAlternativeNames=["*.app.example.com"])
    first, second = made.properties["domainValidationOptions"]
    assert (first["domainName"], second["domainName"]) == ("app.example.com", "*.app.example.com")
    assert first["resourceRecordName"] == second["resourceRecordName"]
    assert first["resourceRecordName"].endswith(".app.example.com.")
    assert first["resourceRecordValue"].endswith(".acm-validations.aws.")


def test_a_certificate_says_how_it_is_validated(world: World) -> None:
    assert world.refused(CERTIFICATE, domainName="a.example.com") == (
        "certificate_authority_arn or validation_method must be set when creating a certificate"
    )
    assert world.problems(CERTIFICATE, domainName="a.example.com.", validationMethod="DNS") == [
        "domainName: must not end with a period; got 'a.example.com.'"
    ]


def test_validation_needs_the_record(world: World, zone: Record) -> None:
    made = certificate(world)
    words = world.refused(VALIDATION, certificateArn=made.id)
    assert words.startswith(f"timeout while waiting for ACM Certificate ({made.id}) to be issued")
    assert words.endswith("in any hosted zone")
    prove(world, zone, made)
    validation = world.make(VALIDATION, "v", certificateArn=made.id)
    assert is_issued(world.call(VALIDATION, {"certificateArn": made.id}), made.id)
    world.remove(validation)
    world.remove(made)
    assert world.cloud.find_in("owned", ISSUANCE) == []


def test_validation_names_all_records(world: World, zone: Record) -> None:
    made = certificate(world, subjectAlternativeNames=["other.example.com"])
    first, second = prove(world, zone, made)
    missing = second.properties["fqdn"]
    assert world.refused(VALIDATION, certificateArn=made.id, validationRecordFqdns=[first.properties["fqdn"]]) == (
        f"missing DNS validation record: {missing}."
    )


def test_a_record_is_in_its_zone_and_has_no_twin(world: World, zone: Record) -> None:
    made = world.make(RECORD, "r", zoneId=zone.id, name="App", type="A", ttl=60, records=["203.0.113.1"])
    assert made.properties["fqdn"] == "app.example.com"
    assert made.id == f"{zone.id}_app.example.com_A"
    again = {"zoneId": zone.id, "name": "app.example.com", "type": "A", "ttl": 60, "records": ["203.0.113.2"]}
    assert world.refused(RECORD, **again) == (
        "InvalidChangeBatch: [Tried to create resource record set [name='app.example.com.', type='A'] but it already "
        "exists]"
    )
    world.make(RECORD, "over", **again, allowOverwrite=True)
    assert world.refused(RECORD, zoneId="Z1", name="a", type="A", ttl=60, records=["203.0.113.1"]) == (
        "NoSuchHostedZone: No hosted zone found with ID: Z1"
    )


def test_an_alias_leads_somewhere(world: World, network: Network, zone: Record) -> None:
    alias = {"name": "nowhere.eu-central-1.elb.amazonaws.com", "zoneId": "Z215JYRZR1TBD5", "evaluateTargetHealth": True}
    inputs = {"zoneId": zone.id, "name": "app", "type": "A"}
    assert world.refused(RECORD, **inputs, aliases=[alias]).endswith("but the alias target name does not exist]")
    web = balancer(world, network)
    world.make(RECORD, "r", **inputs, aliases=[{**alias, "name": web.properties["dnsName"]}])


def test_a_zone_with_records_stays(world: World) -> None:
    zone = world.make(ZONE, "z", name="own.example")
    assert len(zone.properties["nameServers"]) == 4
    made = world.make(RECORD, "r", zoneId=zone.id, name="a", type="A", ttl=60, records=["203.0.113.1"])
    assert world.remove_refused(zone).startswith("HostedZoneNotEmpty: ")
    world.remove(made)
    world.remove(zone)


def distribution(**more: Any) -> dict[str, Any]:
    behaviour = {
        "targetOriginId": "files",
        "viewerProtocolPolicy": "redirect-to-https",
        "allowedMethods": ["GET", "HEAD"],
        "cachedMethods": ["GET", "HEAD"],
        "cachePolicyId": OPTIMIZED,
    }
    return {
        "enabled": True,
        "origins": [{"originId": "files", "domainName": "files.s3.eu-central-1.amazonaws.com"}],
        "defaultCacheBehavior": behaviour,
        "restrictions": {"geoRestriction": {"restrictionType": "none"}},
        "viewerCertificate": {"cloudfrontDefaultCertificate": True},
        **more,
    }


def with_behaviour(**change: Any) -> dict[str, Any]:
    given = distribution()
    behaviour = {**given["defaultCacheBehavior"], **change}
    return {**given, "defaultCacheBehavior": {key: value for key, value in behaviour.items() if value is not None}}


def test_a_distribution_answers_its_name_and_changes_its_tag(world: World) -> None:
    made = world.make(DISTRIBUTION, "d", **distribution())
    assert made.properties["arn"] == f"arn:aws:cloudfront::123456789012:distribution/{made.id}"
    assert made.properties["domainName"].endswith(".cloudfront.net")
    assert made.properties["hostedZoneId"] == "Z2FDTNDATAQYW2"
    changed = world.change(made, **distribution(comment="new"))
    assert changed["etag"] != made.properties["etag"]


TAGGED: list[tuple[str, dict[str, Any]]] = [
    (ACCESS, {"originAccessControlOriginType": "s3", "signingBehavior": "always", "signingProtocol": "sigv4"}),
    (
        "aws:cloudfront/cachePolicy:CachePolicy",
        {
            "parametersInCacheKeyAndForwardedToOrigin": {
                "cookiesConfig": {"cookieBehavior": "none"},
                "headersConfig": {"headerBehavior": "none"},
                "queryStringsConfig": {"queryStringBehavior": "none"},
            }
        },
    ),
    (
        "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
        {
            "cookiesConfig": {"cookieBehavior": "none"},
            "headersConfig": {"headerBehavior": "none"},
            "queryStringsConfig": {"queryStringBehavior": "none"},
        },
    ),
    (
        "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        {"securityHeadersConfig": {"contentTypeOptions": {"override": True}}},
    ),
    (FUNCTION, {"code": "function handler(event) {}", "runtime": "cloudfront-js-2.0"}),
]


@pytest.mark.parametrize(("token", "inputs"), TAGGED)
def test_every_change_at_the_edge_gives_a_new_tag(world: World, token: str, inputs: dict[str, Any]) -> None:
    made = world.make(token, "e", name="edge", **inputs)
    changed = world.change(made, name="edge", **inputs)
    assert changed["etag"] != made.properties["etag"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"targetOriginId": "nope"}, "NoSuchOrigin: One or more of your origins or origin groups do not exist: nope"),
        (
            {"cachePolicyId": None},
            "InvalidArgument: The parameter ForwardedValues is required unless there is a cache policy",
        ),
        ({"cachePolicyId": "nope"}, "NoSuchCachePolicy: The cache policy does not exist: nope"),
        (
            {"originRequestPolicyId": "nope"},
            "NoSuchOriginRequestPolicy: The origin request policy does not exist: nope",
        ),
        (
            {"responseHeadersPolicyId": "nope"},
            "NoSuchResponseHeadersPolicy: The response headers policy does not exist: nope",
        ),
    ],
)
def test_behaviours_lead_to_what_there_is(world: World, change: dict[str, Any], words: str) -> None:
    assert world.refused(DISTRIBUTION, **with_behaviour(**change)).startswith(words)


def test_alternate_names_need_an_issued_certificate_in_us_east_1_that_covers_them(world: World, zone: Record) -> None:
    aliases = {"aliases": ["app.example.com"]}
    assert world.refused(DISTRIBUTION, **distribution(**aliases)).startswith(
        "InvalidViewerCertificate: To add an alternate"
    )

    def refused_with(made: Record, **more: Any) -> str:
        viewer = {
            "acmCertificateArn": made.id,
            "sslSupportMethod": "sni-only",
            "minimumProtocolVersion": "TLSv1.2_2021",
        }
        return world.refused(DISTRIBUTION, **{**distribution(**aliases), "viewerCertificate": viewer, **more})

    assert "isn't in us-east-1 region" in refused_with(issued(world, zone))
    assert "isn't valid" in refused_with(certificate(world, "us-east-1"))


def test_alternate_names_are_covered_and_nobody_elses(world: World, zone: Record) -> None:
    made = issued(world, zone, "us-east-1")
    viewer = {"acmCertificateArn": made.id, "sslSupportMethod": "sni-only", "minimumProtocolVersion": "TLSv1.2_2021"}
    inputs = {**distribution(aliases=["app.example.com"]), "viewerCertificate": viewer}
    assert world.refused(DISTRIBUTION, **{**inputs, "aliases": ["b.example.com"]}).endswith(
        "trying to add: b.example.com"
    )
    world.make(DISTRIBUTION, "d", **inputs)
    assert world.refused(DISTRIBUTION, **inputs).startswith("CNAMEAlreadyExists")
    assert world.remove_refused(made).startswith("ResourceInUseException")


def test_what_a_distribution_uses_stays(world: World) -> None:
    control = {"originAccessControlOriginType": "s3", "signingBehavior": "always", "signingProtocol": "sigv4"}
    access = world.make(ACCESS, "a", **control)
    function = world.make(FUNCTION, "f", code="function handler(event) {}", runtime="cloudfront-js-2.0")
    given = with_behaviour(
        functionAssociations=[{"eventType": "viewer-request", "functionArn": function.properties["arn"]}]
    )
    given["origins"][0]["originAccessControlId"] = access.id
    made = world.make(DISTRIBUTION, "d", **given)
    assert world.remove_refused(access).startswith("OriginAccessControlInUse")
    assert world.remove_refused(function).startswith("FunctionInUse")
    world.remove(made)
    world.remove(access)
    world.remove(function)


def test_a_web_acl_of_cloudfront_is_in_us_east_1(world: World) -> None:
    block = {
        "defaultAction": {"allow": {}},
        "visibilityConfig": {"cloudwatchMetricsEnabled": True, "metricName": "m", "sampledRequestsEnabled": True},
    }
    assert world.refused(ACL, scope="CLOUDFRONT", **block).startswith("WAFInvalidParameterException")
    made = world.make(ACL, "a", scope="CLOUDFRONT", region="us-east-1", name="edge", **block)
    assert made.properties["arn"].startswith("arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/")
    regional = world.make(ACL, "r", scope="REGIONAL", **block)
    assert world.refused(DISTRIBUTION, **distribution(webAclId=regional.properties["arn"])).endswith("not CLOUDFRONT")
    world.make(DISTRIBUTION, "d", **distribution(webAclId=made.properties["arn"]))
    assert world.remove_refused(made).startswith("WAFAssociatedItemException")
    rules = [{"name": "same", "priority": 1, "visibilityConfig": block["visibilityConfig"], "statement": {}}] * 2
    assert world.problems(ACL, scope="REGIONAL", **block, rules=rules) == [
        "rules: two rules have the name same",
        "rules: two rules have the priority 1",
    ]
