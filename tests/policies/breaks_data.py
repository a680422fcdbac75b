"""How each rule about databases, caches, buckets, keys and secrets is broken."""

from tests.policies.breaks import linking, removing, setting
from tests.policies.building import GONE
from tests.policies.good_data import document

PUBLIC = document({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"})
PUBLIC_LIST = document({"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "kms:Decrypt", "Resource": "*"})
DENIES_TOO_LITTLE = document(
    {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
)
ENCRYPTION = "rules.0.applyServerSideEncryptionByDefault"

DATABASE = [
    setting("DB-01", "database", "publiclyAccessible", True),
    setting("DB-02", "database", "storageEncrypted", False, "DB-25"),
    setting("DB-02", "database", "storageEncrypted", GONE, "DB-25"),
    setting("DB-03", "database", "kmsKeyId", GONE),
    setting("DB-04", "parameters", "parameters", [{"name": "rds.force_ssl", "value": "0"}], "DB-12"),
    setting("DB-04", "parameters", "parameters", GONE, "DB-12"),
    linking("DB-04", "database", "parameterGroupName", also=("DB-12",)),
    setting("DB-05", "database", "multiAz", False),
    setting("DB-06", "database", "deletionProtection", False),
    setting("DB-06", "database", "opts.protect", False),
    setting("DB-07", "database", "backupRetentionPeriod", 6.0),
    setting("DB-08", "database", "skipFinalSnapshot", True),
    setting("DB-08", "database", "finalSnapshotIdentifier", GONE),
    setting("DB-10", "database", "autoMinorVersionUpgrade", False),
    setting("DB-11", "database", "enabledCloudwatchLogsExports", ["upgrade"]),
    linking("DB-20", "database-subnets", "subnetIds", "private", "public"),
    linking("DB-20", "database", "dbSubnetGroupName"),
]

CACHE = [
    setting("CA-01", "cache", "atRestEncryptionEnabled", False),
    setting("CA-02", "cache", "kmsKeyId", GONE),
    setting("CA-03", "cache", "transitEncryptionEnabled", False),
    setting("CA-03", "cache", "transitEncryptionMode", "preferred"),
    setting("CA-04", "cache", "authToken", GONE),
    setting("CA-05", "cache", "automaticFailoverEnabled", False),
    setting("CA-05", "cache", "multiAzEnabled", False),
    setting("CA-06", "cache", "snapshotRetentionLimit", 0.0),
    setting("CA-07", "cache", "autoMinorVersionUpgrade", False),
    linking("CA-08", "cache-subnets", "subnetIds", "public"),
    linking("CA-08", "cache", "subnetGroupName"),
    setting("CA-11", "cache", "opts.protect", False),
]

OBJECT_STORE = [
    removing("ST-01", "files-private"),
    setting("ST-01", "files-private", "blockPublicAcls", False),
    setting("ST-01", "files-private", "blockPublicPolicy", False),
    setting("ST-01", "files-private", "ignorePublicAcls", False),
    setting("ST-01", "files-private", "restrictPublicBuckets", GONE),
    setting("ST-02", "files-acl", "acl", "public-read"),
    setting("ST-02", "files-policy", "policy", PUBLIC, "ST-03"),
    removing("ST-03", "files-policy"),
    setting("ST-03", "files-policy", "policy", DENIES_TOO_LITTLE),
    removing("ST-04", "files-encryption"),
    setting("ST-04", "files-encryption", f"{ENCRYPTION}.sseAlgorithm", "AES256"),
    setting("ST-04", "files-encryption", f"{ENCRYPTION}.kmsMasterKeyId", GONE),
    removing("ST-05", "files-versions", "ST-13"),
    setting("ST-05", "files-versions", "versioningConfiguration.status", "Suspended"),
    removing("ST-06", "files-logging"),
    removing("ST-07", "files-ownership"),
    setting("ST-07", "files-ownership", "rule.objectOwnership", "ObjectWriter"),
    removing("ST-08", "files-lifecycle"),
    setting("ST-08", "files-lifecycle", "rules", [{"status": "Enabled"}]),
    setting("ST-10", "files", "forceDestroy", True),
    setting("ST-10", "files", "opts.protect", False),
]

KEYS = [
    setting("KM-01", "key", "enableKeyRotation", False),
    setting("KM-02", "key", "policy", GONE),
    setting("KM-02", "key", "policy", PUBLIC_LIST),
    setting("KM-02", "key-policy", "policy", PUBLIC_LIST),
    setting("KM-03", "key", "deletionWindowInDays", GONE),
    setting("KM-03", "key", "opts.protect", False),
    setting("KM-04", "key", "isEnabled", False),
    setting("KM-05", "key", "bypassPolicyLockoutSafetyCheck", True),
    setting("KM-05", "key-policy", "bypassPolicyLockoutSafetyCheck", True),
]

SECRETS = [
    setting("SE-01", "secret", "kmsKeyId", GONE),
    setting("SE-03", "secret", "recoveryWindowInDays", 0.0),
    setting("SE-05", "secret-version", "secretString", "open"),
    setting("SE-05", "secret-version", "secretBinary", "open"),
    setting("SE-05", "database", "password", "open"),
    setting("SE-05", "cache", "authToken", "open"),
    setting("SE-05", "parameter", "value", "open"),
]
