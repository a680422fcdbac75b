"""What every stored secret must hold: encrypted with our key, never open in state, recoverable."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import absent_or_at_least, equals, is_absent, is_set
from policies.pack.rule import ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import keys as alicloud
from policies.rules.rotation import LONGEST_DAYS, rules_no_rarer_than
from policies.rules.secret_texts import marked_secret
from policies.rules.statements import closed_to_everyone

STORED = "aws:secretsmanager/secret:Secret"
ADMISSION = "aws:secretsmanager/secretPolicy:SecretPolicy"
PARAMETER = "aws:ssm/parameter:Parameter"
KEY = "aws:kms/key:Key"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
SHORTEST_RECOVERY_DAYS = 7
"""The shortest recovery window that Secrets Manager knows, apart from none at all; absent means thirty."""


RULES = (
    Rule(
        id="SE-01",
        title="Secrets are encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_149",)),
        clouds={
            "alicloud": alicloud.CHECKS["SE-01"],
            "aws": (Requirement(STORED, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),),
        },
    ),
    Rule(
        id="SE-02",
        title="Secrets change every 90 days",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            fsbp=("SecretsManager.1", "SecretsManager.4"),
            checkov=("CKV2_AWS_57", "CKV_AWS_304"),
            infraguard=("kms-secret-rotation-enabled",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["SE-02"],
            "aws": (
                Companion(
                    STORED,
                    "aws:secretsmanager/secretRotation:SecretRotation",
                    "secretId",
                    (Demand("rotationRules", rules_no_rarer_than(LONGEST_DAYS), f"set {LONGEST_DAYS} days or less"),),
                ),
            ),
        },
        waived=dict.fromkeys(
            ("aws", "alicloud"),
            "groundwork:rotate makes another secret and hands it to all that use it in one update; a function of the "
            "cloud would change it behind the running containers' backs",
        ),
    ),
    Rule(
        id="SE-03",
        title="Deleted secrets can be recovered",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        clouds={
            "alicloud": alicloud.CHECKS["SE-03"],
            "aws": (Requirement(STORED, "recoveryWindowInDays", absent_or_at_least(SHORTEST_RECOVERY_DAYS)),),
        },
    ),
    Rule(
        id="SE-04",
        title="No secret is opened to everyone by a policy",
        severity=Severity.HIGH,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["SE-04"],
            "aws": (
                Requirement(ADMISSION, "blockPublicPolicy", equals(True)),
                *closed_to_everyone(ADMISSION, STORED),
            ),
        },
    ),
    Rule(
        id="SE-05",
        title="Secret values are marked secret, so that state and logs hold them encrypted",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["SE-05"],
            "aws": marked_secret(
                (VERSION, "secretString"),
                (VERSION, "secretBinary"),
                ("aws:rds/instance:Instance", "password"),
                ("aws:rds/cluster:Cluster", "masterPassword"),
                ("aws:elasticache/replicationGroup:ReplicationGroup", "authToken"),
                (PARAMETER, "value"),
            ),
        },
    ),
    Rule(
        id="SE-06",
        title="Parameters of the Systems Manager are encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV2_AWS_34", "CKV_AWS_337")),
        clouds={
            "aws": (
                Requirement(PARAMETER, "type", equals("SecureString")),
                Requirement(PARAMETER, "keyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),
                Requirement(PARAMETER, "insecureValue", is_absent(), "hand it over as value, marked secret"),
            )
        },
    ),
)
