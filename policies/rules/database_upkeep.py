"""What every database must hold about those who reach it and what it runs: names, passwords, versions, windows."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement, on_each
from policies.pack.predicates import differs_from, equals, is_set, none_of
from policies.pack.rule import ADVICE, ALWAYS, Catalogue, Rule
from policies.rules.alicloud import database_upkeep as alicloud
from policies.rules.database_clusters import CLUSTER, INSTANCE, MEMBER, STORES
from policies.rules.database_ports import not_the_default_port
from policies.rules.database_versions import supported, trusted_certificate
from policies.rules.docker import databases as docker
from policies.rules.docker.server_settings import DEFAULT_NAMES
from policies.rules.passwords import Written

ANOTHER_NAME = "give the administrator a name of its own"
MANAGED = "set manageMasterUserPassword, or the write-only property, or hand over a generated password"

RULES = (
    Rule(
        id="DB-09",
        title="People may log in to the database with their identity, without a password",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("RDS.10", "RDS.12"), checkov=("CKV_AWS_161", "CKV_AWS_162")),
        clouds={"aws": on_each(STORES, "iamDatabaseAuthenticationEnabled", equals(True))},
    ),
    Rule(
        id="DB-10",
        title="Minor versions of the database are upgraded automatically",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("polardb-revision-version-used-check",),
            fsbp=("RDS.13", "RDS.35"),
            cis=("3.2.2",),
            checkov=("CKV_AWS_226", "CKV_ALI_30"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-10"],
            "aws": on_each((INSTANCE, MEMBER), "autoMinorVersionUpgrade", differs_from(False), "set it to true"),
        },
    ),
    Rule(
        id="DB-17",
        title="The database listens on another port than its engine's default",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("RDS.23",)),
        clouds={
            "alicloud": alicloud.CHECKS["DB-17"],
            "aws": on_each(STORES, "port", not_the_default_port(), "choose another port"),
        },
        waived=dict.fromkeys(
            ("aws", "alicloud"),
            "applications find the database on 5432, which only the groups of its users may reach; a hidden port "
            "protects nothing more",
        ),
    ),
    Rule(
        id="DB-18",
        title="The database's administrator has no default name",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("RDS.24", "RDS.25")),
        clouds={
            "alicloud": alicloud.CHECKS["DB-18"],
            "docker": docker.CHECKS["DB-18"],
            "aws": (
                Requirement(INSTANCE, "username", none_of(*DEFAULT_NAMES), ANOTHER_NAME),
                Requirement(CLUSTER, "masterUsername", none_of(*DEFAULT_NAMES), ANOTHER_NAME),
            ),
        },
        waived={
            "docker": "the image makes its administrator when the volume is new, so another name would lock existing "
            "hosts out; who may use it stands in pg_hba.conf, over TLS with a generated password"
        },
    ),
    Rule(
        id="DB-19",
        title="The database's password is managed, write-only or generated, and never written down",
        severity=Severity.HIGH,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["DB-19"],
            "docker": docker.CHECKS["DB-19"],
            "aws": (Written(INSTANCE, ("password",), MANAGED), Written(CLUSTER, ("masterPassword",), MANAGED)),
        },
    ),
    Rule(
        id="DB-22",
        title="The database runs a version that is still mended, with a certificate that is still good",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_211", "CKV_AWS_250", "CKV_AWS_388")),
        clouds={
            "alicloud": alicloud.CHECKS["DB-22"],
            "aws": (
                *(
                    Requirement(
                        store, "", supported("engine", "engineVersion"), "choose a newer version", label="engineVersion"
                    )
                    for store in STORES
                ),
                *on_each((INSTANCE, MEMBER), "caCertIdentifier", trusted_certificate(), "set it to rds-ca-rsa2048-g1"),
            ),
        },
    ),
    Rule(
        id="DB-23",
        title="A proxy before the database asks for TLS",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("RDS.43",)),
        clouds={
            "alicloud": alicloud.CHECKS["DB-23"],
            "aws": (Requirement("aws:rds/proxy:Proxy", "requireTls", equals(True)),),
        },
    ),
    Rule(
        id="DB-24",
        title="The database has a window for maintenance, and storage that grows",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(
            infraguard=(
                "rds-instance-maintain-time-check",
                "polardb-cluster-maintain-time-check",
                "rds-instance-storage-autoscale-enable",
            )
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-24"],
            "aws": (
                Requirement(INSTANCE, "maintenanceWindow", is_set(), "name the hour"),
                Requirement(INSTANCE, "maxAllocatedStorage", is_set(), "set how far it may grow"),
            ),
        },
    ),
)
