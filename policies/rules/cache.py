"""What every cache must hold: private, encrypted on disk and on the wire, locked, recoverable."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Requirement
from policies.pack.predicates import Predicate, Verdict, at_least, differs_from, equals, is_set
from policies.pack.rule import ADVICE_OUTSIDE_DEV, ALWAYS, IN_PROD, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker, has_unknown
from policies.rules.alicloud import cache as alicloud
from policies.rules.docker import databases as docker
from policies.rules.routes import AWS, in_private_subnets
from policies.rules.secret_texts import GENERATED

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
KEY = "aws:kms/key:Key"


def _asks_for_a_password() -> Predicate:
    """A whole replication group with a token or user groups."""

    def test(properties: object) -> Verdict:
        named = properties if isinstance(properties, dict) else {}
        given = [named.get(name, Marker.MISSING) for name in ("authToken", "authTokenWo", "userGroupIds")]
        if any(value is not Marker.UNKNOWN and is_set().test(value) for value in given):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in given else False

    return Predicate("a token", test, lambda _: "not set, and neither is userGroupIds")


def _both_logs() -> Predicate:
    """A list that delivers both of Redis's logs."""

    def test(deliveries: object) -> Verdict:
        listed = deliveries if isinstance(deliveries, list) else []
        kinds = {kind for item in listed if isinstance(item, dict) and isinstance(kind := item.get("logType"), str)}
        if {"slow-log", "engine-log"} <= kinds:
            return True
        return Marker.UNKNOWN if has_unknown(deliveries) else False

    return Predicate("slow-log and engine-log", test, lambda _: "without slow-log or engine-log")


RULES = (
    Rule(
        id="CA-01",
        title="The cache is encrypted at rest",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("redis-instance-enabled-byok-tde",), fsbp=("ElastiCache.4",), checkov=("CKV_AWS_29",)
        ),
        clouds={
            "alicloud": alicloud.CHECKS["CA-01"],
            "aws": (Requirement(GROUP, "atRestEncryptionEnabled", equals(True)),),
        },
    ),
    Rule(
        id="CA-02",
        title="The cache is encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_191",)),
        clouds={
            "alicloud": alicloud.CHECKS["CA-02"],
            "aws": (Requirement(GROUP, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),),
        },
    ),
    Rule(
        id="CA-03",
        title="The cache requires TLS",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("redis-instance-enabled-ssl", "redis-instance-tls-version-check"),
            fsbp=("ElastiCache.5",),
            checkov=("CKV_AWS_30",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["CA-03"],
            "docker": docker.CHECKS["CA-03"],
            "aws": (
                Requirement(GROUP, "transitEncryptionEnabled", equals(True)),
                Requirement(GROUP, "transitEncryptionMode", differs_from("preferred"), "set it to required"),
            ),
        },
        waived={
            "docker": "TLS is on where the stack says so (groundwork:docker.cache_tls): few clients trust a private "
            "authority, and what they say stays on a bridge inside the host"
        },
    ),
    Rule(
        id="CA-04",
        title="The cache asks for a password",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("redis-instance-open-auth-mode",), fsbp=("ElastiCache.6",), checkov=("CKV_AWS_31",)
        ),
        clouds={
            "alicloud": alicloud.CHECKS["CA-04"],
            "docker": docker.CHECKS["CA-04"],
            "aws": (
                Requirement(
                    GROUP,
                    "",
                    _asks_for_a_password(),
                    "set authToken or userGroupIds",
                    proof=GENERATED,
                    label="authToken",
                ),
            ),
        },
    ),
    Rule(
        id="CA-05",
        title="The cache fails over by itself, across zones",
        severity=Severity.MEDIUM,
        levels=IN_PROD,
        catalogue=Catalogue(
            infraguard=("redis-instance-multi-zone", "redis-instance-double-node-type"),
            fsbp=("ElastiCache.3",),
            checkov=("CKV2_AWS_50",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["CA-05"],
            "aws": (
                Requirement(GROUP, "automaticFailoverEnabled", equals(True)),
                Requirement(GROUP, "multiAzEnabled", equals(True)),
            ),
        },
    ),
    Rule(
        id="CA-06",
        title="The cache is backed up",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            infraguard=("redis-instance-backup-log-enabled", "redis-instance-backup-time-check"),
            fsbp=("ElastiCache.1",),
            checkov=("CKV_AWS_134",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["CA-06"],
            "aws": (Requirement(GROUP, "snapshotRetentionLimit", at_least(1)),),
        },
    ),
    Rule(
        id="CA-07",
        title="The cache takes minor upgrades",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ElastiCache.2",), checkov=("CKV_AWS_322",)),
        clouds={
            "alicloud": alicloud.CHECKS["CA-07"],
            "aws": (Requirement(GROUP, "autoMinorVersionUpgrade", differs_from(False), "set it to true"),),
        },
    ),
    Rule(
        id="CA-08",
        title="The cache lies in a private subnet group of its own",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("redis-instance-in-vpc",), fsbp=("ElastiCache.7",), checkov=("CKV_AWS_323",)),
        clouds={
            "alicloud": alicloud.CHECKS["CA-08"],
            "docker": docker.CHECKS["CA-08"],
            "aws": (in_private_subnets(GROUP, "subnetGroupName", AWS, "aws:elasticache/subnetGroup:SubnetGroup"),),
        },
    ),
    Rule(
        id="CA-09",
        title="The cache has no public address",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("redis-instance-no-public-ip", "redis-public-and-any-ip-access-check")),
        clouds={"alicloud": alicloud.CHECKS["CA-09"], "docker": docker.CHECKS["CA-09"]},
    ),
    Rule(
        id="CA-10",
        title="The cache's logs are delivered",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        clouds={
            "alicloud": alicloud.CHECKS["CA-10"],
            "aws": (Requirement(GROUP, "logDeliveryConfigurations", _both_logs(), "deliver slow-log and engine-log"),),
        },
        waived={"alicloud": alicloud.AUDIT_COSTS},
    ),
    Rule(
        id="CA-11",
        title="Pulumi protects the cache against deletion",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(infraguard=("redis-instance-release-protection",)),
        clouds={
            "alicloud": alicloud.CHECKS["CA-11"],
            "aws": (Requirement(GROUP, PROTECTED, equals(True), "set the resource option protect to true"),),
        },
    ),
)
