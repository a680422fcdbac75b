"""Keys and secrets on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import (
    absent_or_at_least,
    absent_or_one_of,
    at_least,
    count_at_least,
    differs_from,
    equals,
    is_set,
)
from policies.rules.rotation import LONGEST_DAYS, no_rarer_than
from policies.rules.secret_texts import marked_secret
from policies.rules.statements import closed_to_everyone

KEY = "alicloud:kms/key:Key"
STORED = "alicloud:kms/secret:Secret"
SHORTEST_WAIT_DAYS = 7
"""The shortest that KMS knows."""
OF_INSTANCE = Applies("dkmsInstanceId", is_set())
"""Only keys of a KMS instance have a policy, and hardware of their own."""

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "KM-01": (
        Requirement(KEY, "automaticRotation", equals("Enabled")),
        Requirement(KEY, "rotationInterval", is_set(), "set it to 365d"),
    ),
    "KM-02": (
        Requirement(KEY, "policy", is_set(), "say who may use the key", when=OF_INSTANCE),
        *closed_to_everyone(KEY),
        Requirement("alicloud:kms/policy:Policy", "accessControlRules", is_set(), "name the networks that may ask"),
    ),
    "KM-03": (
        Requirement(KEY, "deletionProtection", equals("Enabled")),
        Requirement(KEY, "pendingWindowInDays", at_least(SHORTEST_WAIT_DAYS)),
        Requirement(KEY, PROTECTED, equals(True), "set the resource option protect to true"),
    ),
    "KM-04": (Requirement(KEY, "status", absent_or_one_of("Enabled")),),
    "KM-06": (
        Requirement("alicloud:kms/instance:Instance", "zoneIds", count_at_least(2), "name a second zone"),
        Requirement(KEY, "protectionLevel", equals("HSM"), when=OF_INSTANCE),
    ),
    "SE-01": (Requirement(STORED, "encryptionKeyId", is_set(), "set it to the stack's key", proof=KEY),),
    "SE-02": (
        Requirement(STORED, "enableAutomaticRotation", equals(True)),
        Requirement(STORED, "rotationInterval", no_rarer_than(LONGEST_DAYS), f"set it to {LONGEST_DAYS}d or less"),
    ),
    "SE-03": (
        Requirement(STORED, "forceDeleteWithoutRecovery", differs_from(True), "set it to false"),
        Requirement(STORED, "recoveryWindowInDays", absent_or_at_least(SHORTEST_WAIT_DAYS)),
    ),
    "SE-04": closed_to_everyone(STORED),
    "SE-05": marked_secret(
        (STORED, "secretData"),
        ("alicloud:rds/account:Account", "accountPassword"),
        ("alicloud:rds/account:Account", "password"),
        ("alicloud:polardb/account:Account", "accountPassword"),
        ("alicloud:redis/tairInstance:TairInstance", "password"),
        ("alicloud:kvstore/instance:Instance", "password"),
    ),
}
