"""What stands around stored secrets and keys, on both clouds, about which no rule has anything to say."""

from policies.pack.values import Secret
from tests.policies.building import Stack, joined, made
from tests.policies.good_alicloud_data import document as alicloud_document
from tests.policies.good_data import document

READER = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:role/r"}, "Action": "s3:GetObject", "Resource": "*"}
OWNER = {"Effect": "Allow", "Principal": {"RAM": ["acs:ram::1:*"]}, "Action": ["kms:*"], "Resource": ["*"]}


def with_secrets(stack: Stack) -> Stack:
    """The stack with rotation, policies, parameters, and a KMS instance of its own."""
    secret, key = stack["secret"], stack["key"]
    parameter = {"type": "SecureString", "keyId": "k", "value": Secret("generated")}
    return joined(
        stack,
        made("aws:ssm/parameter:Parameter", "parameter", parameter, keyId=key),
        made(
            "aws:secretsmanager/secretRotation:SecretRotation",
            "rotation",
            {"rotationRules": {"automaticallyAfterDays": 30.0}},
            secretId=secret,
        ),
        made(
            "aws:secretsmanager/secretPolicy:SecretPolicy",
            "admission",
            {"blockPublicPolicy": True, "policy": document(READER)},
            secretArn=secret,
        ),
        made("alicloud:kms/policy:Policy", "ali-kms-policy", {"accessControlRules": '{"NetworkRules": ["inside"]}'}),
        made("alicloud:kms/instance:Instance", "ali-kms", {"zoneIds": ["eu-central-1a", "eu-central-1b"]}),
        made(
            "alicloud:kms/key:Key",
            "ali-hardware-key",
            {
                "dkmsInstanceId": "kst-1",
                "protectionLevel": "HSM",
                "policy": alicloud_document(OWNER),
                "automaticRotation": "Enabled",
                "rotationInterval": "365d",
                "deletionProtection": "Enabled",
                "pendingWindowInDays": 30.0,
            },
            protect=True,
        ),
    )
