"""What every database must hold: private, encrypted on disk and on the wire, in two zones."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement, on_each
from policies.pack.joins import Demand, GraphCheck, Leads
from policies.pack.predicates import differs_from, equals, is_set
from policies.pack.rule import ALWAYS, IN_PROD, Catalogue, Rule
from policies.rules.alicloud import database as alicloud
from policies.rules.database_clusters import CLUSTER, INSTANCE, MEMBER, STORES, in_two_zones
from policies.rules.database_parameters import CLUSTER_PARAMETERS, ON, PARAMETERS, has_parameters
from policies.rules.docker import databases as docker
from policies.rules.routes import AWS, in_private_subnets

KEY = "aws:kms/key:Key"
FORCE_TLS = (Demand("parameters", has_parameters({"rds.force_ssl": ON}), "add the parameter rds.force_ssl = 1"),)
SUBNETS = "aws:rds/subnetGroup:SubnetGroup"

RULES = (
    Rule(
        id="DB-01",
        title="The database has no public address",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=(
                "rds-public-access-check",
                "rds-public-connection-and-any-ip-access-check",
                "rds-white-list-internet-ip-access-check",
                "polardb-public-access-check",
                "polardb-public-and-any-ip-access-check",
            ),
            cis_alicloud=("6.2",),
            fsbp=("RDS.2",),
            cis=("3.2.3",),
            checkov=("CKV_AWS_17", "CKV_ALI_9"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-01"],
            "docker": docker.CHECKS["DB-01"],
            "aws": on_each((INSTANCE, MEMBER), "publiclyAccessible", differs_from(True), "set it to false"),
        },
    ),
    Rule(
        id="DB-02",
        title="Database storage is encrypted at rest",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=(
                "rds-instance-enabled-disk-encryption",
                "rds-instance-enabled-tde-disk-encryption",
                "polardb-cluster-enabled-tde",
            ),
            cis_alicloud=("6.5",),
            fsbp=("RDS.3", "RDS.27"),
            cis=("3.2.1",),
            checkov=("CKV_AWS_16", "CKV_AWS_96", "CKV_ALI_22"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-02"],
            "aws": on_each(STORES, "storageEncrypted", equals(True)),
        },
    ),
    Rule(
        id="DB-03",
        title="The database is encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(cis_alicloud=("6.6",), checkov=("CKV_AWS_327",)),
        clouds={
            "alicloud": alicloud.CHECKS["DB-03"],
            "aws": on_each(STORES, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),
        },
    ),
    Rule(
        id="DB-04",
        title="Connections to the database must use TLS",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("rds-instance-enabled-ssl", "polardb-cluster-enabled-ssl"),
            cis_alicloud=("6.1",),
            checkov=("CKV2_AWS_69", "CKV_ALI_20"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-04"],
            "docker": docker.CHECKS["DB-04"],
            "aws": (
                Leads(
                    INSTANCE,
                    "parameterGroupName",
                    PARAMETERS,
                    FORCE_TLS,
                    "set it to a parameter group with rds.force_ssl = 1",
                ),
                Leads(
                    CLUSTER,
                    "dbClusterParameterGroupName",
                    CLUSTER_PARAMETERS,
                    FORCE_TLS,
                    "set it to a parameter group with rds.force_ssl = 1",
                ),
            ),
        },
    ),
    Rule(
        id="DB-05",
        title="The database runs in more than one zone",
        severity=Severity.MEDIUM,
        levels=IN_PROD,
        catalogue=Catalogue(
            infraguard=("rds-multi-az-support", "polardb-cluster-multi-zone"),
            fsbp=("RDS.5", "RDS.15"),
            cis=("3.2.4",),
            checkov=("CKV_AWS_157",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-05"],
            "aws": (Requirement(INSTANCE, "multiAz", equals(True)), GraphCheck(CLUSTER, in_two_zones)),
        },
    ),
    Rule(
        id="DB-20",
        title="The database's subnets have no route to an internet gateway",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("rds-instances-in-vpc", "polardb-dbcluster-in-vpc"), fsbp=("RDS.46",)),
        clouds={
            "alicloud": alicloud.CHECKS["DB-20"],
            "docker": docker.CHECKS["DB-20"],
            "aws": tuple(in_private_subnets(store, "dbSubnetGroupName", AWS, SUBNETS) for store in STORES),
        },
    ),
)
