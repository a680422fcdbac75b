"""Changes of databases on AWS that a rule must notice."""

from typing import Any

from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, linked, of_type, otherwise, put, removed
from tests.policies.mutations.network import in_public_subnets

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
PARAMETERS = "aws:rds/parameterGroup:ParameterGroup"
SUBNETS = "aws:rds/subnetGroup:SubnetGroup"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
EVENTS = "aws:rds/eventSubscription:EventSubscription"
PROXY = "aws:rds/proxy:Proxy"
SNAPSHOT = "aws:rds/snapshot:Snapshot"


def instance(rule: str, path: str, value: object, *also: str) -> Mutation:
    """The instance, with one property otherwise."""
    return otherwise(rule, INSTANCE, path, value, *also)


def parameter(rule: str, name: str, value: str, *also: str) -> Mutation:
    """One parameter of the group otherwise."""

    def changed(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**each, "value": value} if each["name"] == name else each for each in parameters]

    return otherwise(rule, PARAMETERS, "parameters", changed, *also)


def _written_down(stack: Stack) -> Stack:
    return put(stack, *(linked(database, "password") for database in of_type(stack, INSTANCE)))


def without_alarms(stack: Stack, instance_type: str, alarm_type: str) -> Stack:
    """The databases, with nobody told of them."""
    databases = {database.urn for database in of_type(stack, instance_type)}
    alarms = [alarm for alarm in of_type(stack, alarm_type) if databases & {*sum(alarm.depends_on.values(), ())}]
    return removed(stack, *alarms)


def _snapshot(stack: Stack) -> list[Resource]:
    return [made(SNAPSHOT, "snapshot", {}, dbInstanceIdentifier=of_type(stack, INSTANCE)[0])]


MUTATIONS = (
    instance("DB-01", "publiclyAccessible", True),
    instance("DB-02", "storageEncrypted", False),
    instance("DB-03", "kmsKeyId", ""),
    parameter("DB-04", "rds.force_ssl", "0"),
    instance("DB-05", "multiAz", False),
    instance("DB-06", "deletionProtection", False),
    instance("DB-06", "opts.protect", False),
    instance("DB-07", "backupRetentionPeriod", 1),
    instance("DB-08", "skipFinalSnapshot", True),
    instance("DB-08", "deleteAutomatedBackups", True),
    instance("DB-09", "iamDatabaseAuthenticationEnabled", False),
    instance("DB-10", "autoMinorVersionUpgrade", False),
    instance("DB-11", "enabledCloudwatchLogsExports", ["upgrade"]),
    parameter("DB-12", "log_connections", "0"),
    parameter("DB-12", "log_min_duration_statement", "-1"),
    instance("DB-14", "monitoringInterval", 0),
    instance("DB-15", "performanceInsightsEnabled", False),
    instance("DB-15", "performanceInsightsKmsKeyId", ""),
    instance("DB-16", "copyTagsToSnapshot", False),
    instance("DB-17", "port", GONE),
    instance("DB-18", "username", "postgres"),
    Mutation(rule="DB-19", cloud="aws", change=_written_down),
    Mutation(rule="DB-20", cloud="aws", change=lambda stack: in_public_subnets(stack, SUBNETS)),
    Mutation(rule="DB-21", cloud="aws", change=lambda stack: without_alarms(stack, INSTANCE, ALARM)),
    Mutation(
        rule="DB-21",
        cloud="aws",
        type=EVENTS,
        path="eventCategories",
        value=["creation"],
        adds=lambda _: [made(EVENTS, "events", {"sourceType": "db-instance"})],
    ),
    instance("DB-22", "engineVersion", "12.4"),
    instance("DB-22", "caCertIdentifier", "rds-ca-2019"),
    Mutation(
        rule="DB-23",
        cloud="aws",
        type=PROXY,
        path="requireTls",
        value=False,
        adds=lambda _: [made(PROXY, "proxy", {"requireTls": True})],
    ),
    instance("DB-24", "maintenanceWindow", ""),
    instance("DB-24", "maxAllocatedStorage", ""),
    Mutation(rule="DB-25", cloud="aws", type=SNAPSHOT, path="sharedAccounts", value=["all"], adds=_snapshot),
)
