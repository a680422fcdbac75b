"""What every log, alarm and topic must hold: kept, encrypted, and heard by somebody."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.joins import Demand, Where
from policies.pack.predicates import Predicate, Verdict, at_least, count_at_least, differs_from, is_set
from policies.pack.rule import ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import logs as alicloud
from policies.rules.docker import container as docker
from policies.rules.owners import prod_of_others
from policies.rules.statements import closed_to_everyone
from policies.rules.waived import CALLS_PLAIN_HTTP, PROTECTED_PARTS

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
KEY = "aws:kms/key:Key"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
FEWEST_DAYS_IN_PROD = 365
"""Checkov CKV_AWS_338."""
TOPIC = "aws:sns/topic:Topic"


def _outlives() -> Predicate:
    """A log group that is left behind, or not let go of, when the stack is."""

    def test(group: object) -> Verdict:
        named = group if isinstance(group, dict) else {}
        flags = [named.get("skipDestroy"), named.get("deletionProtectionEnabled")]
        return True if True in flags else Marker.UNKNOWN if Marker.UNKNOWN in flags else False

    return Predicate("true", test, lambda _: "not true, and neither is deletionProtectionEnabled")


RULES = (
    Rule(
        id="LG-01",
        title="Logs are kept for a stated time",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(cis_alicloud=("2.23",), checkov=("CKV_AWS_66", "CKV_AWS_338")),
        clouds={
            "alicloud": alicloud.CHECKS["LG-01"],
            "aws": (
                Requirement(LOG_GROUP, "retentionInDays", at_least(1), "set the days to keep them"),
                Where(LOG_GROUP, prod_of_others, (Demand("retentionInDays", at_least(FEWEST_DAYS_IN_PROD)),)),
            ),
            "docker": docker.CHECKS["DK-12"],
        },
    ),
    Rule(
        id="LG-02",
        title="Logs are encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("sls-logstore-enabled-encrypt", "sls-logstore-encrypt-key-origin-check"),
            checkov=("CKV_AWS_158",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["LG-02"],
            "aws": (Requirement(LOG_GROUP, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),),
        },
    ),
    Rule(
        id="LG-03",
        title="Alarms are enabled and somebody hears them",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(checkov=("CKV_AWS_319",)),
        clouds={
            "alicloud": alicloud.CHECKS["LG-03"],
            "aws": (
                Requirement(ALARM, "actionsEnabled", differs_from(False), "set it to true"),
                Requirement(ALARM, "alarmActions", count_at_least(1), "name the topic to notify"),
            ),
        },
    ),
    Rule(
        id="LG-04",
        title="Topics are encrypted with a key of the stack's own, not public, and deliver only encrypted",
        severity=Severity.HIGH,
        levels=ALWAYS,
        waived={"alicloud": CALLS_PLAIN_HTTP},
        catalogue=Catalogue(fsbp=("SNS.4",), cis=("2.21",), checkov=("CKV_AWS_26", "CKV_AWS_169", "CKV_AWS_385")),
        clouds={
            "alicloud": alicloud.CHECKS["LG-04"],
            "aws": (
                Requirement(TOPIC, "kmsMasterKeyId", is_set(), "set it to the stack's key", proof=KEY),
                *closed_to_everyone(TOPIC, "aws:sns/topicPolicy:TopicPolicy"),
                Requirement(
                    "aws:sns/topicSubscription:TopicSubscription", "protocol", differs_from("http"), "set it to https"
                ),
            ),
        },
    ),
    Rule(
        id="LG-05",
        title="Nobody writes into a log from a web page",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("sls-project-multi-zone",)),
        clouds={"alicloud": alicloud.CHECKS["LG-05"]},
    ),
    Rule(
        id="LG-06",
        title="Logs outlive the stack",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        waived={"alicloud": PROTECTED_PARTS},
        clouds={
            "alicloud": alicloud.CHECKS["LG-06"],
            "aws": (Requirement(LOG_GROUP, "", _outlives(), "set skipDestroy to true", label="skipDestroy"),),
        },
    ),
)
