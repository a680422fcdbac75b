"""Who there is in an account: roles with a limit, users for programs only, passwords that hold."""

from pulumi_policy import Severity

from policies.pack.checks import Forbidden, Requirement
from policies.pack.predicates import at_least, between, equals, is_set
from policies.pack.rule import ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import accounts as alicloud
from policies.rules.users import KeyStore, has_stored_key, is_for_a_user

PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"
SHORTEST_PASSWORD = 14
"""Characters: CIS AWS Foundations Benchmark, on the length of passwords."""
OLDEST_PASSWORD_DAYS = 90
"""FSBP IAM.7; zero would be never."""
PASSWORDS_REMEMBERED = 24
"""As many as IAM can: CIS AWS Foundations Benchmark, on their reuse."""
USER_KEYS = KeyStore(
    user="aws:iam/user:User",
    key="aws:iam/accessKey:AccessKey",
    through="user",
    stored="aws:secretsmanager/secretVersion:SecretVersion",
    inside="secretString",
)
ROLE_INSTEAD = "give the program a role, and people single sign-on"

RULES = (
    Rule(
        id="IA-08",
        title="There are no users but those of programs that can only sign with a key, which is stored",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("IAM.2",),
            cis=("2.13",),
            checkov=("CKV_AWS_40", "CKV_AWS_273"),
            cis_alicloud=("1.16",),
            infraguard=("ram-user-no-product-admin-access", "ram-policy-in-use-check"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["IA-08"],
            "aws": (
                has_stored_key(USER_KEYS),
                is_for_a_user("aws:iam/userPolicy:UserPolicy", USER_KEYS),
                is_for_a_user(USER_KEYS.key, USER_KEYS),
                Forbidden("aws:iam/userPolicyAttachment:UserPolicyAttachment", ROLE_INSTEAD),
                Forbidden("aws:iam/userLoginProfile:UserLoginProfile", ROLE_INSTEAD),
            ),
        },
    ),
    Rule(
        id="IA-10",
        title="Roles carry a permissions boundary",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        waived={"aws": "a boundary is a policy of the account's owners: one that the stack wrote, it could rewrite"},
        clouds={
            "aws": (
                Requirement(
                    "aws:iam/role:Role",
                    "permissionsBoundary",
                    is_set(),
                    "set it to the ARN of the account's boundary",
                    proof="aws:iam/policy:Policy",
                ),
            )
        },
    ),
    Rule(
        id="IA-12",
        title="Where a stack sets the account's password policy, it is a strong one",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            fsbp=("IAM.7",),
            checkov=(
                *("CKV_AWS_9", "CKV_AWS_10", "CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_13", "CKV_AWS_14", "CKV_AWS_15"),
                *("CKV_ALI_13", "CKV_ALI_14", "CKV_ALI_15", "CKV_ALI_16", "CKV_ALI_17", "CKV_ALI_18", "CKV_ALI_19"),
                *("CKV_ALI_23", "CKV_ALI_24"),
            ),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["IA-12"],
            "aws": (
                Requirement(PASSWORDS, "minimumPasswordLength", at_least(SHORTEST_PASSWORD)),
                Requirement(PASSWORDS, "requireLowercaseCharacters", equals(True)),
                Requirement(PASSWORDS, "requireUppercaseCharacters", equals(True)),
                Requirement(PASSWORDS, "requireNumbers", equals(True)),
                Requirement(PASSWORDS, "requireSymbols", equals(True)),
                Requirement(PASSWORDS, "passwordReusePrevention", at_least(PASSWORDS_REMEMBERED)),
                Requirement(PASSWORDS, "maxPasswordAge", between(1, OLDEST_PASSWORD_DAYS)),
            ),
        },
    ),
)
