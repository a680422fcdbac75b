"""Databases on Alibaba Cloud: names, passwords, versions, windows."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck, on_each
from policies.pack.predicates import equals, is_set, none_of
from policies.rules.alicloud.stores import POLARDB, RDS
from policies.rules.database_ports import not_the_default_port
from policies.rules.database_versions import supported
from policies.rules.docker.server_settings import DEFAULT_NAMES
from policies.rules.passwords import Written

ACCOUNTS = ("alicloud:rds/account:Account", "alicloud:polardb/account:Account")
MANAGED = "set accountPasswordWo or kmsEncryptedPassword, or hand over a generated password"
NEWER = "choose a newer version"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-10": (Requirement(RDS, "autoUpgradeMinorVersion", equals("Auto")),),
    "DB-17": (Requirement(RDS, "port", not_the_default_port(), "choose another port"),),
    "DB-18": (
        *on_each(ACCOUNTS, "accountName", none_of(*DEFAULT_NAMES), "give the administrator a name of its own"),
        Requirement(ACCOUNTS[0], "name", none_of(*DEFAULT_NAMES), "give the administrator a name of its own"),
    ),
    "DB-19": (
        Written(ACCOUNTS[0], ("accountPassword", "password"), MANAGED),
        Written(ACCOUNTS[1], ("accountPassword",), MANAGED),
    ),
    "DB-22": (
        Requirement(RDS, "", supported("engine", "engineVersion"), NEWER, label="engineVersion"),
        Requirement(POLARDB, "", supported("dbType", "dbVersion"), NEWER, label="dbVersion"),
    ),
    "DB-23": (Requirement("alicloud:rds/rdsDbProxy:RdsDbProxy", "dbProxySslEnabled", equals("Open")),),
    "DB-24": (
        *on_each((RDS, POLARDB), "maintainTime", is_set(), "name the hour"),
        Requirement(RDS, "storageAutoScale", equals("Enable")),
    ),
}
