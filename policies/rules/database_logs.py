"""What every database must hold so that people see what happens in it: logs, measures, and word of events."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement, on_each
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Leads
from policies.pack.predicates import at_least, contains, differs_from, equals, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE_OUTSIDE_DEV, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import database_logs as alicloud
from policies.rules.database_clusters import CLUSTER, INSTANCE, MEMBER, STORES
from policies.rules.database_events import COVERED, covers_events
from policies.rules.database_parameters import CLUSTER_PARAMETERS, PARAMETERS, records_queries

KEY = "aws:kms/key:Key"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
EVENTS = "aws:rds/eventSubscription:EventSubscription"
RECORDS = (
    Demand("parameters", records_queries(), "add log_connections, log_disconnections and log_min_duration_statement"),
)
WITH_RECORDS = "set it to a parameter group that records connections and slow statements"


def _somebody_is_told(graph: Graph, database: Resource) -> Iterator[Finding]:
    told = any(user.type in (ALARM, EVENTS) for user in graph.users(database))
    of_all = any(not graph.follow(each, "sourceIds", *STORES) for each in graph.of_type(EVENTS))
    if not told and not of_all:
        yield Finding(database, "", "tells nobody of its events", "make an EventSubscription, or alarms on it")


RULES = (
    Rule(
        id="DB-11",
        title="The database's logs are exported",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("RDS.9", "RDS.36", "RDS.37"),
            checkov=("CKV_AWS_129", "CKV_AWS_324", "CKV_ALI_38"),
            cis_alicloud=("6.3",),
            infraguard=("rds-instance-enabled-auditing",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-11"],
            "aws": on_each(STORES, "enabledCloudwatchLogsExports", contains("postgresql"), "add postgresql"),
        },
        waived={"alicloud": alicloud.AUDIT_COSTS},
    ),
    Rule(
        id="DB-12",
        title="PostgreSQL records connections, disconnections, and statements or how long they took",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            checkov=("CKV2_AWS_27", "CKV2_AWS_30", "CKV_ALI_35", "CKV_ALI_36", "CKV_ALI_37"),
            cis_alicloud=("6.7", "6.8", "6.9"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-12"],
            "aws": (
                Leads(INSTANCE, "parameterGroupName", PARAMETERS, RECORDS, WITH_RECORDS),
                Leads(CLUSTER, "dbClusterParameterGroupName", CLUSTER_PARAMETERS, RECORDS, WITH_RECORDS),
            ),
        },
    ),
    Rule(
        id="DB-13",
        title="Records of what was asked of the database are kept at least 180 days",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(cis_alicloud=("6.4",), checkov=("CKV_ALI_25",)),
        clouds={"alicloud": alicloud.CHECKS["DB-13"]},
        waived={"alicloud": alicloud.AUDIT_COSTS},
    ),
    Rule(
        id="DB-14",
        title="The database's machine is measured every minute or oftener",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(fsbp=("RDS.6",), checkov=("CKV_AWS_118",)),
        clouds={
            "alicloud": alicloud.CHECKS["DB-14"],
            "aws": (
                *on_each((INSTANCE, MEMBER), "monitoringInterval", at_least(1), "set it to 60"),
                *on_each(
                    (INSTANCE, MEMBER),
                    "monitoringRoleArn",
                    is_set(),
                    "set it to a role that monitoring.rds.amazonaws.com may assume",
                    proof="aws:iam/role:Role",
                ),
            ),
        },
        waived={
            "aws": "Enhanced Monitoring is billed as log data, some 2 USD a month for each instance; Performance "
            "Insights and the alarms are there without it"
        },
    ),
    Rule(
        id="DB-15",
        title="Performance Insights is on, with a key of the stack's own",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(checkov=("CKV_AWS_353", "CKV_AWS_354")),
        clouds={
            "aws": (
                *on_each((INSTANCE, MEMBER), "performanceInsightsEnabled", equals(True)),
                *on_each(
                    (INSTANCE, MEMBER),
                    "performanceInsightsKmsKeyId",
                    is_set(),
                    "set it to the ARN of the stack's key",
                    proof=KEY,
                ),
            )
        },
    ),
    Rule(
        id="DB-21",
        title="Somebody is told when something happens to the database",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(fsbp=("RDS.19", "RDS.20", "RDS.21", "RDS.22")),
        clouds={
            "alicloud": alicloud.CHECKS["DB-21"],
            "aws": (
                *(GraphCheck(store, _somebody_is_told) for store in STORES),
                Requirement(
                    EVENTS, "", covers_events(), f"name these categories, or none: {COVERED}", label="eventCategories"
                ),
                Requirement(EVENTS, "enabled", differs_from(False), "set it to true"),
            ),
        },
    ),
)
