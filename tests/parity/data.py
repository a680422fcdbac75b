"""What is promised of data: private, in two places, backed up, hard to lose."""

from collections.abc import Mapping
from typing import Any

from tests.components.programs import Program
from tests.parity import host
from tests.parity.looks import absent, beside, database_days, ending, equals, every, given, least
from tests.parity.promise import Check, Promise

RDS, CACHE, S3 = (
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
)
ALI_RDS, TAIR, OSS = (
    "alicloud:rds/instance:Instance",
    "alicloud:redis/tairInstance:TairInstance",
    "alicloud:oss/bucket:Bucket",
)


def by_group(inputs: Mapping[str, Any], _: Program) -> bool:
    """No address is admitted, only members of security groups."""
    return inputs["securityIps"] in (["127.0.0.1"], "127.0.0.1")


PROMISES = (
    Promise(
        id="private",
        title="Data has no public address, and is reached from the parts that use it only",
        checks={
            "aws": (
                Check(
                    type=RDS,
                    what="database",
                    judge=every(equals("publiclyAccessible", False), given("vpcSecurityGroupIds")),
                ),
                Check(type=CACHE, what="cache", judge=given("securityGroupIds")),
                Check(
                    type="aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    what="buckets",
                    judge=every(equals("blockPublicAcls", True), equals("restrictPublicBuckets", True)),
                ),
            ),
            "alicloud": (
                Check(type=ALI_RDS, what="database", judge=every(given("securityGroupIds"), by_group)),
                Check(type=TAIR, what="cache", judge=every(given("securityGroupId"), by_group)),
                Check(
                    type="alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    what="buckets",
                    judge=equals("blockPublicAccess", True),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="database, cache and buckets are on internal networks only",
                    judge=host.inside,
                    of=ending(*host.STORES),
                    named=host.STORES,
                ),
                Check(
                    type=host.CONTAINER,
                    what="only the entry publishes ports",
                    judge=absent("ports"),
                    of=beside("gateway-server"),
                ),
            ),
        },
        exceptions={
            "docker": (
                "rules between ports are not enforced inside a bridge network: whoever is handed a key to some data is "
                "on the network of all data, where passwords and accounts keep it from the rest"
            )
        },
    ),
    Promise(
        id="outward",
        title="Data reaches nothing outside",
        checks={
            "aws": (
                Check(
                    type="aws:ec2/route:Route",
                    what="no route leads out of the data subnets",
                    judge=lambda inputs, _: "data" not in inputs["routeTableId"],
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:vpc/routeEntry:RouteEntry",
                    what="no route leads out of the data vSwitches",
                    judge=lambda inputs, _: "data" not in inputs["routeTableId"],
                ),
                Check(
                    type="alicloud:vpc/snatEntry:SnatEntry",
                    what="nor have they an address to go out with",
                    judge=lambda inputs, _: "data" not in inputs["sourceVswitchId"],
                ),
            ),
            "docker": (
                Check(
                    type=host.NETWORK,
                    what="nothing leads out of the networks of data",
                    judge=equals("internal", True),
                    of=ending("-backend", "-storage"),
                    named=("network-backend", "network-storage"),
                ),
            ),
        },
        exceptions={},
    ),
    Promise(
        id="zones",
        title="Database and cache survive the loss of a zone",
        checks={
            "aws": (
                Check(type=RDS, what="database", judge=equals("multiAz", True)),
                Check(type=CACHE, what="cache", judge=equals("multiAzEnabled", True)),
            ),
            "alicloud": (
                Check(
                    type=ALI_RDS,
                    what="database",
                    judge=every(equals("category", "HighAvailability"), given("zoneIdSlaveA")),
                ),
                Check(type=TAIR, what="cache", judge=given("secondaryZoneId")),
            ),
            "docker": (),
        },
        exceptions={
            "docker": (
                "one host is one place: what is lost with it comes back from backups that were carried elsewhere"
            )
        },
    ),
    Promise(
        id="backups",
        title="Backups are kept as long as the application says, and older versions of objects",
        checks={
            "aws": (
                Check(type=RDS, what="database", judge=database_days("backupRetentionPeriod")),
                Check(type=CACHE, what="cache", judge=least("snapshotRetentionLimit", 1)),
                Check(
                    type="aws:s3/bucketVersioning:BucketVersioning",
                    what="versions of objects",
                    judge=equals("versioningConfiguration.status", "Enabled"),
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:rds/backupPolicy:BackupPolicy",
                    what="database, with its log",
                    judge=every(database_days("backupRetentionPeriod"), given("enableBackupLog")),
                ),
                Check(type="alicloud:kvstore/backupPolicy:BackupPolicy", what="cache", judge=given("instanceId")),
                Check(
                    type="alicloud:oss/bucketVersioning:BucketVersioning",
                    what="versions of objects",
                    judge=equals("status", "Enabled"),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="database, as compressed dumps with a checksum",
                    judge=host.database_days,
                    of=ending(host.BACKUP),
                ),
                Check(
                    type=host.CONTAINER,
                    what="versions of objects",
                    judge=host.says("VERSIONING", "Enabled"),
                    of=ending("-bucket"),
                ),
            ),
        },
        exceptions={
            "docker": (
                "backups lie on the same host until somebody carries them away, and bring back the moment of a "
                "dump and none between; they are encrypted where the operator gives a key "
                "(`groundwork:docker.backup_secret`); the cache keeps its append-only file and no copy "
                "(`cache.backup_days`)"
            )
        },
    ),
    Promise(
        id="protected",
        title="Outside dev the cloud refuses to delete database, key and entry",
        checks={
            "aws": (
                Check(type=RDS, what="database", judge=equals("deletionProtection", True)),
                Check(type=RDS, what="a last snapshot", judge=given("finalSnapshotIdentifier")),
                Check(
                    type="aws:lb/loadBalancer:LoadBalancer",
                    what="entry",
                    judge=equals("enableDeletionProtection", True),
                ),
                Check(
                    type=S3, what="buckets are not emptied", judge=absent("forceDestroy"), of=lambda item: item.protect
                ),
            ),
            "alicloud": (
                Check(type=ALI_RDS, what="database", judge=equals("deletionProtection", True)),
                Check(
                    type="alicloud:rds/backupPolicy:BackupPolicy",
                    what="a last backup",
                    judge=given("releasedKeepPolicy"),
                ),
                Check(
                    type="alicloud:alb/loadBalancer:LoadBalancer",
                    what="entry",
                    judge=equals("deletionProtectionEnabled", True),
                    of=lambda item: item.inputs["addressType"] == "Internet",
                ),
                Check(type="alicloud:kms/key:Key", what="key", judge=equals("deletionProtection", "Enabled")),
                Check(
                    type=OSS, what="buckets are not emptied", judge=absent("forceDestroy"), of=lambda item: item.protect
                ),
            ),
            "docker": (
                Check(
                    type=host.VOLUME,
                    what="Pulumi deletes no volume with data",
                    judge=given("labels"),
                    of=lambda item: item.protect,
                    named=host.DATA,
                ),
            ),
        },
        exceptions={
            "docker": (
                "the daemon itself refuses nothing: `docker volume rm` by hand does not ask, and takes no last backup"
            )
        },
    ),
)
