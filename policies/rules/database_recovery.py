"""What every database must hold so that nothing in it is lost: protection, backups, snapshots."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Applies, Requirement, on_each
from policies.pack.joins import Demand, Where
from policies.pack.predicates import Predicate, at_least, differs_from, equals, is_set
from policies.pack.rule import ADVICE, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import database_recovery as alicloud
from policies.rules.database_clusters import CLUSTER, INSTANCE, STORES

SHORTEST_BACKUP_DAYS = 7
"""Security Hub RDS.11 asks for seven days."""
SNAPSHOT = "aws:rds/snapshot:Snapshot"
CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot"
GIVEN_UP = Applies("skipFinalSnapshot", differs_from(True))


def _not_for_all() -> Predicate:
    """A list of accounts without the word by which everybody is meant."""

    def test(accounts: object) -> bool:
        return "all" not in (accounts if isinstance(accounts, list) else [accounts])

    return Predicate("named accounts", test, lambda _: "everybody")


def _sources(snapshot: str, through: str, source: str) -> Where:
    return Where(
        source,
        lambda graph, store: bool(graph.referrers(store, snapshot, through)),
        (Demand("storageEncrypted", equals(True)),),
    )


RULES = (
    Rule(
        id="DB-06",
        title="The database is protected against deletion, by the cloud and by Pulumi",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(
            infraguard=("rds-instacne-delete-protection-enabled", "polardb-cluster-delete-protection-enabled"),
            fsbp=("RDS.7", "RDS.8"),
            checkov=("CKV_AWS_139", "CKV_AWS_293"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-06"],
            "aws": (
                *on_each(STORES, "deletionProtection", equals(True)),
                *on_each(STORES, PROTECTED, equals(True), "set the resource option protect to true"),
            ),
        },
    ),
    Rule(
        id="DB-07",
        title="Automated backups of the database are kept at least 7 days",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            infraguard=("rds-instance-enabled-log-backup",),
            fsbp=("RDS.11",),
            checkov=("CKV_AWS_133", "CKV2_AWS_8"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["DB-07"],
            "aws": on_each(STORES, "backupRetentionPeriod", at_least(SHORTEST_BACKUP_DAYS)),
        },
    ),
    Rule(
        id="DB-08",
        title="A final snapshot, and the backups so far, stay when the database is deleted",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        clouds={
            "alicloud": alicloud.CHECKS["DB-08"],
            "aws": (
                *on_each(STORES, "skipFinalSnapshot", differs_from(True), "set it to false"),
                *on_each(STORES, "deleteAutomatedBackups", equals(False)),
                *(
                    Requirement(
                        store,
                        "finalSnapshotIdentifier",
                        is_set(),
                        "name the snapshot",
                        proof="random:index/randomId:RandomId",
                        when=GIVEN_UP,
                    )
                    for store in STORES
                ),
            ),
        },
    ),
    Rule(
        id="DB-16",
        title="Snapshots carry the tags of their database",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("RDS.16", "RDS.17", "RDS.47"), checkov=("CKV2_AWS_60", "CKV_AWS_313")),
        clouds={"aws": on_each(STORES, "copyTagsToSnapshot", equals(True))},
    ),
    Rule(
        id="DB-25",
        title="Snapshots are for named accounts only, and encrypted",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("RDS.1", "RDS.4")),
        clouds={
            "aws": (
                *on_each((SNAPSHOT, CLUSTER_SNAPSHOT), "sharedAccounts", _not_for_all(), "name the accounts"),
                _sources(SNAPSHOT, "dbInstanceIdentifier", INSTANCE),
                _sources(CLUSTER_SNAPSHOT, "dbClusterIdentifier", CLUSTER),
            )
        },
    ),
)
