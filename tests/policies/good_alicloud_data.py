"""What a good stack on Alibaba Cloud keeps: databases, buckets, keys, secrets and logs."""

import json
from collections.abc import Mapping

from policies.pack.values import Secret
from tests.policies.building import Stack, made, stack_of
from tests.policies.good_alicloud_stores import AUDITED, BACKED_UP, around_stores, redis

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


PASSWORD = made("random:index/randomPassword:RandomPassword", "ali-password", {"length": 32.0})
LOGIN = {"accountName": "notes", "accountPassword": Secret("generated")}


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
            "engineVersion": "16.0",
            "port": "6543",
            "parameters": [
                {"name": "log_connections", "value": "on"},
                {"name": "log_disconnections", "value": "on"},
                {"name": "log_duration", "value": "on"},
            ],
            "sqlCollectorStatus": "Enabled",
            "sqlCollectorConfigValue": 180.0,
            "monitoringPeriod": 60.0,
            "maintainTime": "03:30Z-04:30Z",
            "storageAutoScale": "Enable",
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
            "securityIps": ["10.0.0.0/16"],
            "dbType": "PostgreSQL",
            "dbVersion": "16",
            "collectorStatus": "Enable",
            "maintainTime": "03:00Z-04:00Z",
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
            "securityIps": "127.0.0.1",
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
        made("alicloud:kvstore/backupPolicy:BackupPolicy", "ali-cache-backups", BACKED_UP, instanceId=cache),
        made("alicloud:kvstore/auditLogConfig:AuditLogConfig", "ali-cache-audit", AUDITED, instanceId=cache),
        PASSWORD,
        made("alicloud:rds/account:Account", "ali-account", LOGIN, accountPassword=PASSWORD),
        made("alicloud:polardb/account:Account", "ali-cluster-account", LOGIN, accountPassword=PASSWORD),
        *around_stores(database, cluster),
        *redis(KEY),
    )


def bucket() -> Stack:
    uploads = {"lifecycleRules": [{"abortMultipartUploads": [{"days": 7.0}]}], "redundancyType": "ZRS"}
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
        made(
            "alicloud:oss/bucketTransferAcceleration:BucketTransferAcceleration",
            "ali-files-acceleration",
            {"enabled": False},
            bucket=files,
        ),
        made("alicloud:oss/bucketLogging:BucketLogging", "ali-files-logging", {"targetPrefix": "oss/"}, bucket=files),
    )


def operations() -> Stack:
    return stack_of(
        made(
            "alicloud:kms/secret:Secret",
            "ali-secret",
            {
                "encryptionKeyId": KEY_ID,
                "secretData": Secret("generated"),
                "recoveryWindowInDays": 30.0,
                "enableAutomaticRotation": True,
                "rotationInterval": "30d",
            },
            encryptionKeyId=KEY,
        ),
        made(
            "alicloud:log/store:Store",
            "ali-store",
            {"retentionPeriod": 365.0, "encryptConf": {"enable": True, "userCmkInfo": {"cmkKeyId": KEY_ID}}},
            protect=True,
            encryptConf=KEY,
        ),
        made("alicloud:cms/alarm:Alarm", "ali-alarm", {"contactGroups": ["operations"]}),
    )
