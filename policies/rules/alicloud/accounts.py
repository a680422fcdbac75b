"""Users and passwords on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Forbidden, Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import at_least, between, differs_from, is_absent, one_of
from policies.rules.users import KeyStore, has_stored_key, is_for_a_user

PASSWORDS = "alicloud:ram/accountPasswordPolicy:AccountPasswordPolicy"
SHORTEST_PASSWORD = 14
"""Characters: CIS Alibaba Cloud Foundation Benchmark 2.0, section 1."""
OLDEST_PASSWORD_DAYS = 90
PASSWORDS_REMEMBERED = 5
"""CIS Alibaba Cloud Foundation Benchmark 2.0, section 1."""
MOST_ATTEMPTS = 5
"""Within an hour: CIS Alibaba Cloud Foundation Benchmark 2.0, section 1."""
USER_KEYS = KeyStore(user="alicloud:ram/user:User", key="alicloud:ram/accessKey:AccessKey", through="userName")
PERMISSION = "alicloud:ram/userPolicyAttachment:UserPolicyAttachment"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "IA-08": (
        has_stored_key(USER_KEYS),
        is_for_a_user(USER_KEYS.key, USER_KEYS),
        is_for_a_user(PERMISSION, USER_KEYS),
        Requirement(PERMISSION, "policyType", differs_from("System"), "attach a policy of the stack's own"),
        Requirement(USER_KEYS.key, "secretFile", is_absent(), "remove it: the key would stand in a plain file"),
        Forbidden("alicloud:ram/loginProfile:LoginProfile", "give people single sign-on"),
    ),
    "IA-12": (
        Requirement(PASSWORDS, "minimumPasswordLength", at_least(SHORTEST_PASSWORD)),
        Requirement(PASSWORDS, "requireLowercaseCharacters", differs_from(False), "set it to true"),
        Requirement(PASSWORDS, "requireUppercaseCharacters", differs_from(False), "set it to true"),
        Requirement(PASSWORDS, "requireNumbers", differs_from(False), "set it to true"),
        Requirement(PASSWORDS, "requireSymbols", differs_from(False), "set it to true"),
        Requirement(PASSWORDS, "passwordReusePrevention", at_least(PASSWORDS_REMEMBERED)),
        Requirement(PASSWORDS, "maxPasswordAge", between(1, OLDEST_PASSWORD_DAYS)),
        Requirement(PASSWORDS, "maxLoginAttempts", between(1, MOST_ATTEMPTS)),
        Requirement(
            "alicloud:ram/securityPreference:SecurityPreference",
            "mfaOperationForLogin",
            one_of("mandatory", "adaptive"),
            "set it to mandatory",
        ),
    ),
}
