"""What every stored secret must hold: encrypted with our key, never open in state, recoverable."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.predicates import Predicate, at_least, is_set
from policies.pack.rule import ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import keys as alicloud
from policies.rules.secret_texts import marked_secret

STORED = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
SHORTEST_RECOVERY_DAYS = 7
"""The shortest recovery window that Secrets Manager knows, apart from none at all."""


def _recoverable() -> Predicate:
    """Absent means thirty days; zero means gone at once."""
    enough = at_least(SHORTEST_RECOVERY_DAYS)
    return Predicate(enough.wants, lambda value: value is Marker.MISSING or enough.test(value))


RULES = (
    Rule(
        id="SE-01",
        title="Secrets are encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_149",)),
        clouds={
            "alicloud": alicloud.CHECKS["SE-01"],
            "aws": (
                Requirement(
                    STORED, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof="aws:kms/key:Key"
                ),
            ),
        },
    ),
    Rule(
        id="SE-03",
        title="Deleted secrets can be recovered",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        clouds={
            "alicloud": alicloud.CHECKS["SE-03"],
            "aws": (Requirement(STORED, "recoveryWindowInDays", _recoverable()),),
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
                ("aws:elasticache/replicationGroup:ReplicationGroup", "authToken"),
                ("aws:ssm/parameter:Parameter", "value"),
            ),
        },
    ),
)
