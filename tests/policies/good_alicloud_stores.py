"""What stands around databases on Alibaba Cloud, and a cache of the older kind, without a fault."""

from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import made

BACKED_UP = {"backupPeriods": ["Monday"], "backupTime": "05:00Z-06:00Z"}
AUDITED = {"dbAudit": True, "retention": 30.0}
ATTACHMENT = "alicloud:vpc/routeTableAttachment:RouteTableAttachment"
SWITCH = "alicloud:vpc/switch:Switch"


def around_stores(database: Resource, cluster: Resource) -> list[Resource]:
    """Endpoints, a proxy, a database with a parameter group, and alarms."""
    group = made(
        "alicloud:rds/rdsParameterGroup:RdsParameterGroup",
        "ali-parameters",
        {
            "paramDetails": [
                {"paramName": "log_connections", "paramValue": "on"},
                {"paramName": "log_disconnections", "paramValue": "on"},
                {"paramName": "log_statement", "paramValue": "ddl"},
            ]
        },
    )
    told = {"contactGroups": ["operations"]}
    return [
        group,
        made("alicloud:polardb/endpoint:Endpoint", "ali-endpoint-read", {"netType": "Private", "sslEnabled": "Enable"}),
        made("alicloud:polardb/primaryEndpoint:PrimaryEndpoint", "ali-endpoint-write", {"sslEnabled": "Enable"}),
        made("alicloud:polardb/endpointAddress:EndpointAddress", "ali-endpoint-address", {"netType": "Private"}),
        made("alicloud:rds/rdsDbProxy:RdsDbProxy", "ali-proxy", {"dbProxySslEnabled": "Open"}),
        made("alicloud:cms/alarm:Alarm", "ali-database-alarm", told, dimensions=database),
        made("alicloud:cms/alarm:Alarm", "ali-cluster-alarm", told, dimensions=cluster),
    ]


def redis(key: Resource) -> list[Resource]:
    """ApsaraDB for Redis, as the older type makes it."""
    table = made("alicloud:vpc/routeTable:RouteTable", "ali-data-routes")
    switch = made(SWITCH, "ali-data", {"zoneId": "eu-central-1a", "tags": {"tier": "data"}})
    cache = made(
        "alicloud:kvstore/instance:Instance",
        "ali-redis",
        {
            "tdeStatus": "Enabled",
            "encryptionKey": "key-hzz65f176a0ogplgq0000",
            "sslEnable": "Enable",
            "vpcAuthMode": "Open",
            "zoneId": "eu-central-1a",
            "secondaryZoneId": "eu-central-1b",
            "isAutoUpgradeOpen": "1",
            "vswitchId": "vsw-1",
            "securityIps": ["127.0.0.1"],
            "enableBackupLog": 1.0,
            "instanceReleaseProtection": True,
            "password": Secret("generated"),
        },
        protect=True,
        encryptionKey=key,
        vswitchId=switch,
    )
    return [
        table,
        switch,
        cache,
        made(SWITCH, "ali-data-b", {"zoneId": "eu-central-1b", "tags": {"tier": "data"}}),
        made(ATTACHMENT, "ali-data-table", vswitchId=switch, routeTableId=table),
        made("alicloud:vpc/routeEntry:RouteEntry", "ali-data-route", {"nexthopType": "Instance"}, routeTableId=table),
        made("alicloud:kvstore/backupPolicy:BackupPolicy", "ali-redis-backups", BACKED_UP, instanceId=cache),
        made("alicloud:kvstore/auditLogConfig:AuditLogConfig", "ali-redis-audit", AUDITED, instanceId=cache),
    ]
