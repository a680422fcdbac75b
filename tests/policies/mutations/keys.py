"""Changes of keys and stored secrets that a rule must notice."""

import json

from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, of_type, otherwise

KEY = "aws:kms/key:Key"
STORED = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
ADMISSION = "aws:secretsmanager/secretPolicy:SecretPolicy"
PARAMETER = "aws:ssm/parameter:Parameter"
ALICLOUD_KEY = "alicloud:kms/key:Key"
ALICLOUD_STORED = "alicloud:kms/secret:Secret"
KMS = "alicloud:kms/instance:Instance"
KMS_POLICY = "alicloud:kms/policy:Policy"
EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
READER = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:role/r"}, "Action": "x:y", "Resource": "*"}


def _rotated(stack: Stack) -> list[Resource]:
    """A secret that changes every month."""
    every_month = {"rotationRules": {"automaticallyAfterDays": 30}}
    return [
        made(ROTATION, f"{secret.name}-rotation", every_month, secretId=secret) for secret in of_type(stack, STORED)
    ]


def _admission(_stack: Stack) -> list[Resource]:
    document = json.dumps({"Version": "2012-10-17", "Statement": [READER]})
    return [made(ADMISSION, "admission", {"blockPublicPolicy": True, "policy": document})]


def _parameter(_stack: Stack) -> list[Resource]:
    return [made(PARAMETER, "parameter", {"type": "SecureString", "keyId": "key-1", "value": Secret("generated")})]


def _kept(stack: Stack) -> list[Resource]:
    """A secret in a KMS instance, as it should be."""
    inputs = {
        "encryptionKeyId": "key-1",
        "secretData": Secret("generated"),
        "recoveryWindowInDays": 30,
        "enableAutomaticRotation": True,
        "rotationInterval": "30d",
    }
    return [made(ALICLOUD_STORED, "kept", inputs, encryptionKeyId=of_type(stack, ALICLOUD_KEY)[0])]


AWS = (
    otherwise("KM-01", KEY, "enableKeyRotation", False),
    otherwise("KM-01", KEY, "rotationPeriodInDays", 730),
    otherwise("KM-02", KEY, "policy"),
    otherwise("KM-02", KEY, "policy{}.Statement[].Principal", "*"),
    otherwise("KM-03", KEY, "deletionWindowInDays"),
    otherwise("KM-03", KEY, "opts.protect", False),
    otherwise("KM-04", KEY, "isEnabled", False),
    otherwise("KM-05", KEY, "bypassPolicyLockoutSafetyCheck", True),
    otherwise("SE-01", STORED, "kmsKeyId"),
    Mutation(
        rule="SE-02",
        cloud="aws",
        type=ROTATION,
        path="rotationRules.automaticallyAfterDays",
        value=365,
        adds=_rotated,
    ),
    otherwise("SE-03", STORED, "recoveryWindowInDays", 0),
    Mutation(rule="SE-04", cloud="aws", type=ADMISSION, path="blockPublicPolicy", value=False, adds=_admission),
    Mutation(rule="SE-04", cloud="aws", type=ADMISSION, path="policy{}.Statement[]", value=EVERYBODY, adds=_admission),
    otherwise("SE-05", VERSION, "", lambda old: {**old, "secretString": "written"}),
    Mutation(rule="SE-06", cloud="aws", type=PARAMETER, path="type", value="String", adds=_parameter),
    Mutation(rule="SE-06", cloud="aws", type=PARAMETER, path="keyId", adds=_parameter),
)

ALICLOUD = (
    otherwise("KM-01", ALICLOUD_KEY, "automaticRotation", "Disabled"),
    otherwise("KM-02", ALICLOUD_KEY, "dkmsInstanceId", "kst-1", "KM-06"),
    Mutation(
        rule="KM-02",
        cloud="alicloud",
        type=KMS_POLICY,
        path="accessControlRules",
        adds=lambda _: [made(KMS_POLICY, "admission", {"accessControlRules": '{"NetworkRules": ["inside"]}'})],
    ),
    otherwise("KM-03", ALICLOUD_KEY, "deletionProtection", "Disabled"),
    otherwise("KM-04", ALICLOUD_KEY, "status", "Disabled"),
    Mutation(
        rule="KM-06",
        cloud="alicloud",
        type=KMS,
        path="zoneIds",
        value=["eu-central-1a"],
        adds=lambda _: [made(KMS, "instance", {"zoneIds": ["eu-central-1a", "eu-central-1b"]})],
    ),
    Mutation(rule="SE-01", cloud="alicloud", type=ALICLOUD_STORED, path="encryptionKeyId", adds=_kept),
    Mutation(rule="SE-02", cloud="alicloud", type=ALICLOUD_STORED, path="rotationInterval", value="365d", adds=_kept),
    Mutation(
        rule="SE-03",
        cloud="alicloud",
        type=ALICLOUD_STORED,
        path="forceDeleteWithoutRecovery",
        value=True,
        adds=_kept,
    ),
    Mutation(
        rule="SE-04",
        cloud="alicloud",
        type=ALICLOUD_STORED,
        path="policy",
        value=json.dumps({"Version": "1", "Statement": [EVERYBODY]}),
        adds=_kept,
    ),
    otherwise("SE-05", "alicloud:rds/account:Account", "", lambda old: {**old, "accountPassword": "written"}),
)

MUTATIONS = (*AWS, *ALICLOUD)
