"""What a good stack on Alibaba Cloud keeps: databases, buckets, keys, secrets and logs."""

import json
from collections.abc import Mapping

from policies.pack.values import Secret
from tests.policies.building import Stack, made, stack_of

KEY_ID = "key-hzz65f176a0ogplgq0000"


def document(*statements: Mapping[str, object]) -> str:
    return json.dumps({"Version": "1", "Statement": list(statements)})


TLS_ONLY = {
    "Effect": "Deny",
    "Principal": ["*"],
    "Action": ["oss:*"],
    "Resource": ["acs:oss:*:*:files", "acs:oss:*:*:files/*"],
    "Condition": {"Bool": {"acs:SecureTransport": ["false"]}},
}
KEY = made(
    "alicloud:kms/key:Key",
    "ali-key",
    {
        "automaticRotation": "Enabled",
        "rotationInterval": "365d",
        "deletionProtection": "Enabled",
        "pendingWindowInDays": 30.0,
    },
    protect=True,
)


def databases() -> Stack:
    database = made(
        "alicloud:rds/instance:Instance",
        "ali-database",
        {
            "securityIps": ["127.0.0.1"],
            "encryptionKey": KEY_ID,
            "sslAction": "Open",
            "pgHbaConfs": [{"type": "hostssl"}],
            "category": "HighAvailability",
            "zoneId": "eu-central-1a",
            "zoneIdSlaveA": "eu-central-1b",
            "deletionProtection": True,
            "autoUpgradeMinorVersion": "Auto",
            "vswitchId": "vsw-1,vsw-2",
        },
        protect=True,
        encryptionKey=KEY,
    )
    cluster = made(
        "alicloud:polardb/cluster:Cluster",
        "ali-cluster",
        {
            "dbClusterIpArrays": [{"securityIps": ["127.0.0.1"]}],
            "tdeStatus": "Enabled",
            "encryptionKey": KEY_ID,
            "hotStandbyCluster": "ON",
            "deletionLock": 1.0,
            "backupRetentionPolicyOnClusterDeletion": "LATEST",
            "vswitchId": "vsw-1",
        },
        protect=True,
        encryptionKey=KEY,
    )
    cache = made(
        "alicloud:redis/tairInstance:TairInstance",
        "ali-cache",
        {
            "tdeStatus": "enabled",
            "encryptionKey": KEY_ID,
            "sslEnabled": "Enable",
            "vpcAuthMode": "Open",
            "nodeType": "MASTER_SLAVE",
            "zoneId": "eu-central-1a",
            "secondaryZoneId": "eu-central-1b",
            "vswitchId": "vsw-1",
            "password": Secret("generated"),
        },
        protect=True,
        encryptionKey=KEY,
    )
    return stack_of(
        KEY,
        database,
        cluster,
        cache,
        made(
            "alicloud:rds/backupPolicy:BackupPolicy",
            "ali-backups",
            {"backupRetentionPeriod": 30.0, "enableBackupLog": True, "releasedKeepPolicy": "Lastest"},
            instanceId=database,
        ),
        made(
            "alicloud:polardb/backupPolicy:BackupPolicy",
            "ali-cluster-backups",
            {"logBackupRetentionPeriod": 30.0},
            dbClusterId=cluster,
        ),
        made("alicloud:kvstore/backupPolicy:BackupPolicy", "ali-cache-backups", {}, instanceId=cache),
        made("alicloud:rds/account:Account", "ali-account", {"accountPassword": Secret("generated")}),
        made("alicloud:polardb/account:Account", "ali-cluster-account", {"accountPassword": Secret("generated")}),
    )


def bucket() -> Stack:
    uploads = {"lifecycleRules": [{"abortMultipartUploads": [{"days": 7.0}]}], "forceDestroy": False}
    files = made("alicloud:oss/bucket:Bucket", "ali-files", uploads, protect=True)
    return stack_of(
        files,
        made(
            "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "ali-files-private",
            {"blockPublicAccess": True},
            bucket=files,
        ),
        made("alicloud:oss/bucketAcl:BucketAcl", "ali-files-acl", {"acl": "private"}, bucket=files),
        made(
            "alicloud:oss/bucketPolicy:BucketPolicy", "ali-files-policy", {"policy": document(TLS_ONLY)}, bucket=files
        ),
        made(
            "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig",
            "ali-files-tls",
            {"enable": True, "tlsVersions": ["TLSv1.2", "TLSv1.3"]},
            bucket=files,
        ),
        made(
            "alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
            "ali-files-encryption",
            {"sseAlgorithm": "KMS", "kmsMasterKeyId": KEY_ID},
            bucket=files,
            kmsMasterKeyId=KEY,
        ),
        made(
            "alicloud:oss/bucketVersioning:BucketVersioning",
            "ali-files-versioning",
            {"status": "Enabled"},
            bucket=files,
        ),
        made("alicloud:oss/bucketLogging:BucketLogging", "ali-files-logging", {"targetPrefix": "oss/"}, bucket=files),
    )


def operations() -> Stack:
    return stack_of(
        made(
            "alicloud:kms/secret:Secret",
            "ali-secret",
            {"encryptionKeyId": KEY_ID, "secretData": Secret("generated"), "recoveryWindowInDays": 30.0},
            encryptionKeyId=KEY,
        ),
        made("alicloud:log/store:Store", "ali-store", {"retentionPeriod": 365.0, "encryptConf": {"enable": True}}),
        made("alicloud:cms/alarm:Alarm", "ali-alarm", {"contactGroups": ["operations"]}),
    )
