"""What every database must hold: private, encrypted on disk and on the wire, recoverable."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Applies, Requirement
from policies.pack.joins import Demand, Leads
from policies.pack.predicates import Predicate, at_least, contains, differs_from, equals, is_set
from policies.pack.rule import ALWAYS, IN_PROD, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import data as alicloud
from policies.rules.routes import in_private_subnets

INSTANCE = "aws:rds/instance:Instance"
KEY = "aws:kms/key:Key"
SHORTEST_BACKUP_DAYS = 7
"""Security Hub RDS.11 asks for seven days."""


def _forces_tls() -> Predicate:
    def test(parameters: object) -> bool:
        listed = parameters if isinstance(parameters, list) else []
        return any(
            isinstance(item, dict) and item.get("name") == "rds.force_ssl" and str(item.get("value")) in ("1", "1.0")
            for item in listed
        )

    return Predicate("rds.force_ssl = 1", test, lambda _: "without rds.force_ssl = 1")


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
            "aws": (Requirement(INSTANCE, "publiclyAccessible", differs_from(True), "set it to false"),),
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
            fsbp=("RDS.3",),
            cis=("3.2.1",),
            checkov=("CKV_AWS_16", "CKV_ALI_22"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-02"],
            "aws": (Requirement(INSTANCE, "storageEncrypted", equals(True)),),
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
            "aws": (Requirement(INSTANCE, "kmsKeyId", is_set(), "set it to the ARN of the stack's key", proof=KEY),),
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
            "aws": (
                Leads(
                    INSTANCE,
                    "parameterGroupName",
                    "aws:rds/parameterGroup:ParameterGroup",
                    (Demand("parameters", _forces_tls(), "add the parameter rds.force_ssl = 1"),),
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
            fsbp=("RDS.5",),
            cis=("3.2.4",),
            checkov=("CKV_AWS_157",),
        ),
        clouds={"alicloud": alicloud.CHECKS["DB-05"], "aws": (Requirement(INSTANCE, "multiAz", equals(True)),)},
    ),
    Rule(
        id="DB-06",
        title="The database is protected against deletion, by the cloud and by Pulumi",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(
            infraguard=("rds-instacne-delete-protection-enabled", "polardb-cluster-delete-protection-enabled"),
            fsbp=("RDS.8",),
            checkov=("CKV_AWS_293",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-06"],
            "aws": (
                Requirement(INSTANCE, "deletionProtection", equals(True)),
                Requirement(INSTANCE, PROTECTED, equals(True), "set the resource option protect to true"),
            ),
        },
    ),
    Rule(
        id="DB-07",
        title="Automated backups of the database are kept at least 7 days",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            infraguard=("rds-instance-enabled-log-backup",), fsbp=("RDS.11",), checkov=("CKV_AWS_133",)
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-07"],
            "aws": (Requirement(INSTANCE, "backupRetentionPeriod", at_least(SHORTEST_BACKUP_DAYS)),),
        },
    ),
    Rule(
        id="DB-08",
        title="A final snapshot stays when the database is deleted",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        clouds={
            "alicloud": alicloud.CHECKS["DB-08"],
            "aws": (
                Requirement(INSTANCE, "skipFinalSnapshot", differs_from(True), "set it to false"),
                Requirement(
                    INSTANCE,
                    "finalSnapshotIdentifier",
                    is_set(),
                    "name the snapshot",
                    proof="random:index/randomId:RandomId",
                    when=Applies("skipFinalSnapshot", differs_from(True)),
                ),
            ),
        },
    ),
    Rule(
        id="DB-10",
        title="Minor versions of the database are upgraded automatically",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("polardb-revision-version-used-check",),
            fsbp=("RDS.13",),
            cis=("3.2.2",),
            checkov=("CKV_AWS_226", "CKV_ALI_30"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-10"],
            "aws": (Requirement(INSTANCE, "autoMinorVersionUpgrade", differs_from(False), "set it to true"),),
        },
    ),
    Rule(
        id="DB-11",
        title="The database's logs are exported",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("RDS.9", "RDS.36"), checkov=("CKV_AWS_129",)),
        clouds={
            "aws": (Requirement(INSTANCE, "enabledCloudwatchLogsExports", contains("postgresql"), "add postgresql"),)
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
            "aws": (in_private_subnets(INSTANCE, "dbSubnetGroupName", "aws:rds/subnetGroup:SubnetGroup"),),
        },
    ),
)
