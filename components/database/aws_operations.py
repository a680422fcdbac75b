"""Commands of the AWS command line for the database: a backup at once, and one brought back by hand.

Names and arguments: RDS API, CreateDBSnapshot and RestoreDBInstanceToPointInTime.
"""

import pulumi

from components.database.aws_instance import Place
from components.database.contract import DatabaseArgs

NOW = "$(date -u +%Y%m%d-%H%M%S)"


def backup(identifier: pulumi.Output[str], region: str) -> pulumi.Output[str]:
    """The command that takes a snapshot; its name says when."""
    command = f"aws rds create-db-snapshot --region {region} --db-instance-identifier "
    return pulumi.Output.concat(command, identifier, " --db-snapshot-identifier ", identifier, f"-{NOW}")


def restore(identifier: pulumi.Output[str], place: Place, args: DatabaseArgs) -> pulumi.Output[str]:
    """The command that makes a second instance beside the first, of the newest moment or that of `AT`; tells its name.

    It is encrypted with the key of the first: RDS takes no other to restore into the same region.
    """
    region = args.platform.args.region
    protected = args.spec.deletion_protection and not args.platform.args.disposable
    return pulumi.Output.concat(
        "copy=",
        identifier,
        f"-{NOW} && aws rds restore-db-instance-to-point-in-time --region {region} --source-db-instance-identifier ",
        identifier,
        ' --target-db-instance-identifier "$copy"',
        ' $([ "$AT" ] && echo "--restore-time $AT" || echo --use-latest-restorable-time) --db-subnet-group-name ',
        place.subnet_group,
        " --db-parameter-group-name ",
        place.parameter_group,
        " --vpc-security-group-ids ",
        place.security_group,
        f" --no-publicly-accessible --{'' if args.spec.multi_zone else 'no-'}multi-az"
        f" --{'' if protected else 'no-'}deletion-protection --copy-tags-to-snapshot > /dev/null"
        f' && aws rds wait db-instance-available --region {region} --db-instance-identifier "$copy" && echo "$copy"',
    )
