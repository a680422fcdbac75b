"""How the further rules about buckets, keys and secrets are broken."""

from tests.policies.breaks import removing, setting
from tests.policies.breaks_data import PUBLIC
from tests.policies.building import GONE
from tests.policies.good_alicloud_data import TLS_ONLY as ALICLOUD_TLS_ONLY
from tests.policies.good_alicloud_data import document as alicloud_document
from tests.policies.good_data import TLS_ONLY, document

OTHER = {"Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Resource": "arn:aws:s3:::files/*"}
WRITES = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], **OTHER}
LOCKS = {"Effect": "Deny", "Principal": "*", "Action": "s3:Put*", "Resource": "*"}
ALICLOUD_WRITES = {"Effect": "Allow", "Principal": ["9999"], "Action": ["oss:PutObject"], "Resource": ["acs:oss:*:*:f"]}
ALICLOUD_LOCKS = {"Effect": "Deny", "Principal": ["*"], "Action": ["oss:*"], "Resource": ["*"]}
FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
EVERYONE = {"Effect": "Allow", "Principal": {"RAM": ["*"]}, "Action": ["kms:Decrypt"], "Resource": ["*"]}

BUCKETS = [
    *(setting("ST-01", "account-private", flag, False) for flag in FLAGS),
    setting("ST-02", "files", "acl", "public-read-write"),
    setting("ST-02", "files", "policy", PUBLIC),
    setting("ST-04", "files-encryption", "rules.0.bucketKeyEnabled", GONE),
    setting("ST-09", "files-policy", "policy", document(TLS_ONLY, WRITES)),
    setting("ST-09", "files-policy", "policy", document(TLS_ONLY, LOCKS)),
    removing("ST-11", "files-events"),
    setting("ST-13", "files-versions", "versioningConfiguration.mfaDelete", "Disabled"),
    setting("ST-13", "files-versions", "mfa", GONE),
]

ALICLOUD_BUCKETS = [
    setting("ST-09", "ali-files-policy", "policy", alicloud_document(ALICLOUD_TLS_ONLY, ALICLOUD_WRITES)),
    setting("ST-09", "ali-files-policy", "policy", alicloud_document(ALICLOUD_TLS_ONLY, ALICLOUD_LOCKS)),
    setting("ST-11", "ali-files", "redundancyType", "LRS"),
    setting("ST-11", "ali-files", "redundancyType", GONE),
    removing("ST-12", "ali-files-private", "ST-01"),
    setting("ST-12", "ali-files", "transferAcceleration", {"enabled": True}),
    setting("ST-12", "ali-files-acceleration", "enabled", True),
]

KEYS = [
    setting("KM-01", "key", "rotationPeriodInDays", 730.0),
    setting("KM-02", "ali-hardware-key", "policy", GONE),
    setting("KM-02", "ali-hardware-key", "policy", alicloud_document(EVERYONE)),
    setting("KM-02", "ali-kms-policy", "accessControlRules", GONE),
    setting("KM-06", "ali-kms", "zoneIds", ["eu-central-1a"]),
    setting("KM-06", "ali-hardware-key", "protectionLevel", "SOFTWARE"),
]

SECRETS = [
    removing("SE-02", "rotation"),
    setting("SE-02", "rotation", "rotationRules.automaticallyAfterDays", 91.0),
    setting("SE-02", "rotation", "rotationRules", {"scheduleExpression": "rate(100 days)"}),
    setting("SE-02", "rotation", "rotationRules", {}),
    setting("SE-02", "ali-secret", "enableAutomaticRotation", False),
    setting("SE-02", "ali-secret", "rotationInterval", "91d"),
    setting("SE-03", "ali-secret", "recoveryWindowInDays", 1.0),
    setting("SE-04", "admission", "blockPublicPolicy", GONE),
    setting("SE-04", "admission", "policy", PUBLIC),
    setting("SE-04", "secret", "policy", PUBLIC),
    setting("SE-04", "ali-secret", "policy", alicloud_document(EVERYONE)),
    setting("SE-05", "aurora", "masterPassword", "open"),
    setting("SE-05", "ali-account", "password", "open"),
    setting("SE-05", "ali-redis", "password", "open"),
    setting("SE-06", "parameter", "type", "String"),
    setting("SE-06", "parameter", "keyId", GONE),
    setting("SE-06", "parameter", "insecureValue", "open"),
    setting("DB-25", "database", "storageEncrypted", False, "DB-02"),
    setting("DB-25", "aurora", "storageEncrypted", False, "DB-02"),
]
