"""Copies of RDS's automated backups in another region."""

from simulator.aws.find import by_arn
from simulator.behaviour import Behaviour, Call, Refusal

COPIES = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
INSTANCE = "aws:rds/instance:Instance"
LONGEST_DAYS = 35
"""Days of automated backups (RDS API, StartDBInstanceAutomatedBackupsReplication)."""


def source_fits(call: Call) -> None:
    """Backups of an instance elsewhere are copied once; those of an encrypted one need a key here."""
    arn = call.inputs["sourceDbInstanceArn"]
    source = by_arn(call, INSTANCE, arn)
    if source is None:
        raise Refusal(f"DBInstanceNotFound: DBInstance {arn} not found.")
    if source.region == call.region:
        raise Refusal("InvalidParameterValue: The source DB instance must be in another Region")
    if not source.properties.get("backupRetentionPeriod"):
        raise Refusal(
            f"InvalidDBInstanceState: Automated backups are not enabled for {source.properties['identifier']}"
        )
    if source.properties.get("storageEncrypted") and not call.inputs.get("kmsKeyId"):
        raise Refusal("InvalidParameterValue: KmsKeyId is required: the source DB instance is encrypted")
    if not 1 <= call.get("retentionPeriod", 0) <= LONGEST_DAYS:
        raise Refusal(f"InvalidParameterValue: Retention period must be between 1 and {LONGEST_DAYS}")
    if call.find(COPIES, sourceDbInstanceArn=arn):
        raise Refusal(f"InvalidDBInstanceState: Automated backups of {arn} are replicated to {call.region} already")


BEHAVIOURS = {COPIES: Behaviour(create=(source_fits,))}
