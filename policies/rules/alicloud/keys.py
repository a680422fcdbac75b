"""Keys, secrets, logs and alarms on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import absent_or_one_of, at_least, count_at_least, differs_from, equals, is_set
from policies.rules.secret_texts import marked_secret

KEY = "alicloud:kms/key:Key"
STORED = "alicloud:kms/secret:Secret"
ALARM = "alicloud:cms/alarm:Alarm"
STORE = "alicloud:log/store:Store"
SHORTEST_WAIT_DAYS = 7
"""The shortest that KMS knows."""

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "KM-01": (
        Requirement(KEY, "automaticRotation", equals("Enabled")),
        Requirement(KEY, "rotationInterval", is_set(), "set it to 365d"),
    ),
    "KM-03": (
        Requirement(KEY, "deletionProtection", equals("Enabled")),
        Requirement(KEY, "pendingWindowInDays", at_least(SHORTEST_WAIT_DAYS)),
        Requirement(KEY, PROTECTED, equals(True), "set the resource option protect to true"),
    ),
    "KM-04": (Requirement(KEY, "status", absent_or_one_of("Enabled")),),
    "SE-01": (Requirement(STORED, "encryptionKeyId", is_set(), "set it to the stack's key", proof=KEY),),
    "SE-03": (Requirement(STORED, "forceDeleteWithoutRecovery", differs_from(True), "set it to false"),),
    "SE-05": marked_secret(
        (STORED, "secretData"),
        ("alicloud:rds/account:Account", "accountPassword"),
        ("alicloud:polardb/account:Account", "accountPassword"),
        ("alicloud:redis/tairInstance:TairInstance", "password"),
    ),
    "LG-01": (Requirement(STORE, "retentionPeriod", at_least(1), "set the days to keep them"),),
    "LG-02": (Requirement(STORE, "encryptConf.enable", equals(True)),),
    "LG-03": (
        Requirement(ALARM, "enabled", differs_from(False), "set it to true"),
        Requirement(ALARM, "contactGroups", count_at_least(1), "name the contact group to tell"),
    ),
}
