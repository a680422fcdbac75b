"""What is promised of data: encrypted, private, in two places, backed up, hard to lose."""

import json
from collections.abc import Mapping
from typing import Any

from tests.components.programs import Program
from tests.parity.looks import absent, at, database_days, equals, every, given, least
from tests.parity.promise import Check, Judge, Promise

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
TLS_ONLY = {"aws": "aws:SecureTransport", "alicloud": "acs:SecureTransport"}


def denies_plain(cloud: str) -> Judge:
    """The bucket's policy refuses requests without TLS."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        statements = json.loads(at(inputs, "policy"))["Statement"]
        return any(
            each["Effect"] == "Deny" and TLS_ONLY[cloud] in json.dumps(each.get("Condition", {})) for each in statements
        )

    return judge


def forces_tls(inputs: Mapping[str, Any], _: Program) -> bool:
    """The parameter group refuses connections without TLS."""
    return {"name": "rds.force_ssl", "value": "1"}.items() <= {
        key: value for each in inputs["parameters"] if each["name"] == "rds.force_ssl" for key, value in each.items()
    }.items()


def only_tls(inputs: Mapping[str, Any], _: Program) -> bool:
    """Every line of the server's admission rules asks for TLS."""
    return bool(inputs["pgHbaConfs"]) and all(line["type"] == "hostssl" for line in inputs["pgHbaConfs"])


def by_group(inputs: Mapping[str, Any], _: Program) -> bool:
    """No address is admitted, only members of security groups."""
    return inputs["securityIps"] in (["127.0.0.1"], "127.0.0.1")


PROMISES = (
    Promise(
        id="encrypted",
        title="Data at rest is encrypted, with the stack's own key",
        checks={
            "aws": (
                Check(
                    type=RDS, what="database storage", judge=every(equals("storageEncrypted", True), given("kmsKeyId"))
                ),
                Check(
                    type=CACHE, what="cache", judge=every(equals("atRestEncryptionEnabled", True), given("kmsKeyId"))
                ),
                Check(
                    type="aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                    what="buckets",
                    judge=given("rules.applyServerSideEncryptionByDefault.sseAlgorithm"),
                ),
                Check(type="aws:cloudwatch/logGroup:LogGroup", what="logs", judge=given("kmsKeyId")),
                Check(type="aws:kms/key:Key", what="the key rotates", judge=equals("enableKeyRotation", True)),
            ),
            "alicloud": (
                Check(type=ALI_RDS, what="database storage", judge=every(given("encryptionKey"), given("roleArn"))),
                Check(type=TAIR, what="cache", judge=every(equals("tdeStatus", "enabled"), given("encryptionKey"))),
                Check(
                    type="alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
                    what="buckets",
                    judge=given("sseAlgorithm"),
                ),
                Check(type="alicloud:log/store:Store", what="logs", judge=equals("encryptConf.enable", True)),
                Check(
                    type="alicloud:kms/key:Key", what="the key rotates", judge=equals("automaticRotation", "Enabled")
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "log stores are encrypted with the key of Simple Log Service: one of ours would need a further role of "
                "the account, made by hand"
            )
        },
    ),
    Promise(
        id="tls",
        title="Connections to data need TLS",
        checks={
            "aws": (
                Check(
                    type="aws:rds/parameterGroup:ParameterGroup", what="database refuses plain text", judge=forces_tls
                ),
                Check(type=CACHE, what="cache", judge=equals("transitEncryptionMode", "required")),
                Check(
                    type="aws:s3/bucketPolicy:BucketPolicy", what="buckets refuse plain text", judge=denies_plain("aws")
                ),
            ),
            "alicloud": (
                Check(
                    type=ALI_RDS,
                    what="database refuses plain text",
                    judge=every(equals("sslAction", "Open"), only_tls),
                ),
                Check(type=TAIR, what="cache", judge=equals("sslEnabled", "Enable")),
                Check(
                    type="alicloud:oss/bucketPolicy:BucketPolicy",
                    what="buckets refuse plain text",
                    judge=denies_plain("alicloud"),
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "PolarDB speaks TLS on every endpoint and cannot be told to refuse plain text; the addresses that "
                "parts are handed ask for it"
            )
        },
    ),
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
        },
        exceptions={},
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
        },
        exceptions={},
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
        },
        exceptions={},
    ),
)
