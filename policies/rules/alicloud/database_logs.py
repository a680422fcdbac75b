"""Databases on Alibaba Cloud: that people see what happens in them."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Where
from policies.pack.predicates import Predicate, Verdict, at_least, between, equals
from policies.pack.resource import Resource
from policies.rules.alicloud.stores import POLARDB, RDS
from policies.rules.database_parameters import records_queries

AUDIT_COSTS = (
    "SQL Explorer and Audit is billed by the gigabyte and hour that its records lie there; connections and slow "
    "statements are recorded without it (DB-12)"
)
AUDIT = "alicloud:log/audit:Audit"
PARAMETER_GROUP = "alicloud:rds/rdsParameterGroup:RdsParameterGroup"
SHORTEST_DAYS = 180
"""CIS 6.4; what RDS offers above it are 365, 1095 and 1825 days."""
LONGEST_PERIOD_SECONDS = 60
TELL = ("alicloud:cms/alarm:Alarm", "alicloud:cms/eventRule:EventRule")
RECORDS = "add log_connections, log_disconnections and log_min_duration_statement"


def _without_audit(graph: Graph, _database: Resource) -> bool:
    """Whether no application of the log service collects the databases' records of a whole account."""
    return not graph.of_type(AUDIT)


def _without_parameter_group(graph: Graph, database: Resource) -> bool:
    return not graph.follow(database, "dbParamGroupId", PARAMETER_GROUP)


def _with_parameter_group(graph: Graph, group: Resource) -> bool:
    return bool(graph.referrers(group, RDS, "dbParamGroupId"))


def _somebody_is_told(graph: Graph, database: Resource) -> Iterator[Finding]:
    if not any(user.type in TELL for user in graph.users(database)) and not graph.of_type(TELL[1]):
        yield Finding(database, "", "tells nobody of its events", "make alarms on it, or an EventRule")


def _named_like_parameters() -> Predicate:
    """The entries of a parameter group have other words: paramName and paramValue."""
    inner = records_queries()

    def test(details: object) -> Verdict:
        listed = details if isinstance(details, list) else []
        return inner.test(
            [
                {"name": item.get("paramName"), "value": item.get("paramValue")} if isinstance(item, dict) else item
                for item in listed
            ]
        )

    return Predicate(inner.wants, test, inner.show)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-11": (
        Where(RDS, _without_audit, (Demand("sqlCollectorStatus", equals("Enabled")),)),
        Where(POLARDB, _without_audit, (Demand("collectorStatus", equals("Enable")),)),
    ),
    "DB-12": (
        Where(RDS, _without_parameter_group, (Demand("parameters", records_queries(), RECORDS),)),
        Where(PARAMETER_GROUP, _with_parameter_group, (Demand("paramDetails", _named_like_parameters(), RECORDS),)),
    ),
    "DB-13": (Requirement(RDS, "sqlCollectorConfigValue", at_least(SHORTEST_DAYS), "set it to 180 or more"),),
    "DB-14": (Requirement(RDS, "monitoringPeriod", between(1, LONGEST_PERIOD_SECONDS), "set it to 60"),),
    "DB-21": (GraphCheck(RDS, _somebody_is_told), GraphCheck(POLARDB, _somebody_is_told)),
}
