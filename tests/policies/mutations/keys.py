"""Changes of keys and stored secrets that a rule must notice."""

import json

from components.spec import Cloud
from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, of_type

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


def changed(
    cloud: Cloud, rule: str, resource_type: str, path: str, value: object = GONE, also: frozenset[str] = frozenset()
) -> Mutation:
    """One property otherwise."""
    return Mutation(rule=rule, cloud=cloud, type=resource_type, path=path, value=value, also=also)


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
    changed("aws", "KM-01", KEY, "enableKeyRotation", False),
    changed("aws", "KM-01", KEY, "rotationPeriodInDays", 730),
    changed("aws", "KM-02", KEY, "policy"),
    changed("aws", "KM-02", KEY, "policy{}.Statement[].Principal", "*"),
    changed("aws", "KM-03", KEY, "deletionWindowInDays"),
    changed("aws", "KM-03", KEY, "opts.protect", False),
    changed("aws", "KM-04", KEY, "isEnabled", False),
    changed("aws", "KM-05", KEY, "bypassPolicyLockoutSafetyCheck", True),
    changed("aws", "SE-01", STORED, "kmsKeyId"),
    Mutation(
        rule="SE-02",
        cloud="aws",
        type=ROTATION,
        path="rotationRules.automaticallyAfterDays",
        value=365,
        adds=_rotated,
    ),
    changed("aws", "SE-03", STORED, "recoveryWindowInDays", 0),
    Mutation(rule="SE-04", cloud="aws", type=ADMISSION, path="blockPublicPolicy", value=False, adds=_admission),
    Mutation(rule="SE-04", cloud="aws", type=ADMISSION, path="policy{}.Statement[]", value=EVERYBODY, adds=_admission),
    Mutation(rule="SE-05", cloud="aws", type=VERSION, path="", value=lambda old: {**old, "secretString": "written"}),
    Mutation(rule="SE-06", cloud="aws", type=PARAMETER, path="type", value="String", adds=_parameter),
    Mutation(rule="SE-06", cloud="aws", type=PARAMETER, path="keyId", adds=_parameter),
)

ALICLOUD = (
    changed("alicloud", "KM-01", ALICLOUD_KEY, "automaticRotation", "Disabled"),
    changed("alicloud", "KM-02", ALICLOUD_KEY, "dkmsInstanceId", "kst-1", frozenset({"KM-06"})),
    Mutation(
        rule="KM-02",
        cloud="alicloud",
        type=KMS_POLICY,
        path="accessControlRules",
        adds=lambda _: [made(KMS_POLICY, "admission", {"accessControlRules": '{"NetworkRules": ["inside"]}'})],
    ),
    changed("alicloud", "KM-03", ALICLOUD_KEY, "deletionProtection", "Disabled"),
    changed("alicloud", "KM-04", ALICLOUD_KEY, "status", "Disabled"),
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
    Mutation(
        rule="SE-05",
        cloud="alicloud",
        type="alicloud:rds/account:Account",
        path="",
        value=lambda old: {**old, "accountPassword": "written"},
    ),
)

MUTATIONS = (*AWS, *ALICLOUD)
