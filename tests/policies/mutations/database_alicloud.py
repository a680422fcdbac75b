"""Changes of databases on Alibaba Cloud that a rule must notice."""

from typing import Any

from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, linked, of_type, otherwise, put
from tests.policies.mutations.database import without_alarms

RDS = "alicloud:rds/instance:Instance"
POLARDB = "alicloud:polardb/cluster:Cluster"
BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:rds/account:Account"
ALARM = "alicloud:cms/alarm:Alarm"
ROUTE = "alicloud:vpc/routeEntry:RouteEntry"
TABLE = "alicloud:vpc/routeTable:RouteTable"
PROXY = "alicloud:rds/rdsDbProxy:RdsDbProxy"
ENDPOINT = "alicloud:polardb/endpoint:Endpoint"


def instance(rule: str, path: str, value: object, *also: str) -> Mutation:
    """The instance, with one property otherwise."""
    return otherwise(rule, RDS, path, value, *also)


def backups(rule: str, path: str, value: object) -> Mutation:
    """How it is backed up, with one property otherwise."""
    return otherwise(rule, BACKUPS, path, value)


def _written_down(stack: Stack) -> Stack:
    return put(stack, *(linked(account, "accountPassword") for account in of_type(stack, ACCOUNT)))


def _recording_nothing(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in parameters if each["name"] != "log_disconnections"]


def leads_out(stack: Stack) -> Stack | None:
    """The data tier, with a way to the internet."""
    tables = [table for table in of_type(stack, TABLE) if "data" in table.name]
    to_nat = {"destinationCidrblock": "0.0.0.0/0", "nexthopType": "Ipv4Gateway"}
    return put(stack, made(ROUTE, "out", to_nat, routeTableId=tables)) if tables else None


MUTATIONS = (
    instance("DB-01", "securityIps", ["0.0.0.0/0"]),
    instance("DB-02", "encryptionKey", "disabled", "DB-03"),
    instance("DB-03", "encryptionKey", "ServiceKey"),
    instance("DB-04", "sslAction", "Close"),
    instance("DB-04", "pgHbaConfs[].type", "host"),
    Mutation(
        rule="DB-04",
        cloud="alicloud",
        type=ENDPOINT,
        path="sslEnabled",
        value="Disable",
        adds=lambda _: [made(ENDPOINT, "endpoint", {"sslEnabled": "Enable"})],
    ),
    instance("DB-05", "category", "Basic"),
    instance("DB-05", "zoneIdSlaveA", ""),
    instance("DB-06", "deletionProtection", False),
    instance("DB-06", "opts.protect", False),
    backups("DB-07", "backupRetentionPeriod", 3),
    backups("DB-07", "enableBackupLog", False),
    backups("DB-08", "releasedKeepPolicy", "None"),
    instance("DB-10", "autoUpgradeMinorVersion", "Manual"),
    instance("DB-11", "sqlCollectorStatus", "Disabled"),
    instance("DB-12", "parameters", _recording_nothing),
    instance("DB-13", "sqlCollectorConfigValue", 30),
    instance("DB-14", "monitoringPeriod", 300),
    instance("DB-17", "port", GONE),
    otherwise("DB-18", ACCOUNT, "accountName", "root"),
    Mutation(rule="DB-19", cloud="alicloud", change=_written_down),
    instance("DB-20", "vswitchId", ""),
    Mutation(rule="DB-20", cloud="alicloud", change=leads_out, also=frozenset({"NET-12", "CA-08"})),
    Mutation(rule="DB-21", cloud="alicloud", change=lambda stack: without_alarms(stack, RDS, ALARM)),
    instance("DB-22", "engineVersion", "12.0"),
    Mutation(
        rule="DB-23",
        cloud="alicloud",
        type=PROXY,
        path="dbProxySslEnabled",
        value="Close",
        adds=lambda _: [made(PROXY, "proxy", {"dbProxySslEnabled": "Open"})],
    ),
    instance("DB-24", "maintainTime", ""),
    instance("DB-24", "storageAutoScale", "Disable"),
)
