"""What every encryption key must hold: it rotates, is nobody's but ours, and is not lost in a hurry."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Requirement, on_each
from policies.pack.predicates import absent_or_at_most, at_least, differs_from, equals, is_set
from policies.pack.rule import ADVICE_OUTSIDE_DEV, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import keys as alicloud
from policies.rules.statements import closed_to_everyone

KEY = "aws:kms/key:Key"
KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"
SHORTEST_WAIT_DAYS = 7
"""The shortest deletion window that KMS knows."""

LONGEST_ROTATION_DAYS = 365
"""A year is what KMS does by itself (AWS KMS, rotate keys); a longer period is a choice for the worse."""

RULES = (
    Rule(
        id="KM-01",
        title="Keys rotate",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("kms-key-rotation-enabled",), cis=("4.6",), checkov=("CKV_AWS_7", "CKV_ALI_27")
        ),
        clouds={
            "alicloud": alicloud.CHECKS["KM-01"],
            "aws": (
                Requirement(KEY, "enableKeyRotation", equals(True)),
                Requirement(KEY, "rotationPeriodInDays", absent_or_at_most(LONGEST_ROTATION_DAYS)),
            ),
        },
    ),
    Rule(
        id="KM-02",
        title="Keys have a policy, and it is not public",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("KMS.5",), cis=("2.21",), checkov=("CKV_AWS_33", "CKV2_AWS_64")),
        clouds={
            "alicloud": alicloud.CHECKS["KM-02"],
            "aws": (
                Requirement(KEY, "policy", is_set(), "write the policy of the key"),
                *closed_to_everyone(KEY, KEY_POLICY),
            ),
        },
    ),
    Rule(
        id="KM-03",
        title="Keys are deleted late, and Pulumi protects them",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(infraguard=("kms-key-delete-protection-enabled",)),
        clouds={
            "alicloud": alicloud.CHECKS["KM-03"],
            "aws": (
                Requirement(KEY, "deletionWindowInDays", at_least(SHORTEST_WAIT_DAYS)),
                Requirement(KEY, PROTECTED, equals(True), "set the resource option protect to true"),
            ),
        },
    ),
    Rule(
        id="KM-04",
        title="Keys are enabled",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_227", "CKV_ALI_28")),
        clouds={
            "alicloud": alicloud.CHECKS["KM-04"],
            "aws": (Requirement(KEY, "isEnabled", differs_from(False), "set it to true"),),
        },
    ),
    Rule(
        id="KM-05",
        title="Nobody can lock the account out of its keys",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        clouds={"aws": on_each((KEY, KEY_POLICY), "bypassPolicyLockoutSafetyCheck", differs_from(True), "remove it")},
    ),
    Rule(
        id="KM-06",
        title="Where the stack has a KMS instance of its own, it lies in two zones and keeps keys in hardware",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(infraguard=("kms-instance-multi-zone",)),
        clouds={"alicloud": alicloud.CHECKS["KM-06"]},
    ),
)
