"""Commands of the Alibaba Cloud command line for the database: a backup at once, and one brought back by hand.

Names and arguments: OpenAPI of RDS (CreateBackup, DescribeBackups, CloneDBInstance, ModifySecurityGroupConfiguration)
and of PolarDB (CreateBackup, CreateDBCluster, ModifyDBClusterTDE, ModifyDBClusterAccessWhitelist).
"""

import pulumi

from components.clouds.alicloud import admission, key
from components.database import alicloud_polardb, alicloud_rds
from components.database.contract import DatabaseArgs

PAUSE_SECONDS = 30
"""From one look at the copy to the next."""


def backup(args: DatabaseArgs, host: pulumi.Output[str]) -> pulumi.Output[str]:
    """The command that takes a backup."""
    verb = {"polardb": "polardb CreateBackup --DBClusterId", "postgresql": "rds CreateBackup --DBInstanceId"}
    command = f"aliyun {verb[args.spec.engine]} "
    return pulumi.Output.concat(command, _identifier(host), f" --RegionId {args.platform.args.region}")


def restore(name: str, args: DatabaseArgs, host: pulumi.Output[str]) -> pulumi.Output[str]:
    """The command that makes a second one beside the first and lets the same parts in; tells its name.

    `AT` names the moment, else it is the newest backup (RDS) or the newest moment (PolarDB).
    """
    steps = _polardb if args.spec.engine == "polardb" else _rds
    return steps(name, args, _identifier(host))


def _rds(name: str, args: DatabaseArgs, source: pulumi.Output[str]) -> pulumi.Output[str]:
    region = f"--RegionId {args.platform.args.region}"
    zones = dict(zip(("ZoneId", "ZoneIdSlave1"), alicloud_rds.zones(args), strict=False))
    newest = pulumi.Output.concat(
        f"$(aliyun rds DescribeBackups {region} --DBInstanceId ",
        source,
        " --BackupStatus Success --PageSize 100 | jq -er '.Items.Backup | max_by(.BackupEndTime).BackupId')",
    )
    made = pulumi.Output.concat(
        'if [ "$AT" ]; then how=--RestoreTime from=$AT; else how=--BackupId from=',
        newest,
        f'; fi && [ "$from" ] && copy=$(aliyun rds CloneDBInstance {region} --DBInstanceId ',
        source,
        ' "$how" "$from" --PayType Postpaid --InstanceNetworkType VPC',
        f" --DBInstanceStorageType {alicloud_rds.STORAGE_TYPE}",
        *_options({"VPCId": args.network.network_id, "VSwitchId": alicloud_rds.switches(args), **zones}),
        f" --DeletionProtection {str(_protected(args)).lower()} | jq -er .DBInstanceId)",
    )
    look = f'aliyun rds DescribeDBInstanceAttribute {region} --DBInstanceId "$copy"'
    admit = f'aliyun rds ModifySecurityGroupConfiguration {region} --DBInstanceId "$copy" --SecurityGroupId '
    return pulumi.Output.concat(
        made,
        _wait(look, ".Items.DBInstanceAttribute[0].DBInstanceStatus"),
        admit,
        _groups(name, args),
        ' > /dev/null && echo "$copy"',
    )


def _polardb(name: str, args: DatabaseArgs, source: pulumi.Output[str]) -> pulumi.Output[str]:
    region, spec = f"--RegionId {args.platform.args.region}", args.spec
    place = {
        "VPCId": args.network.network_id,
        "VSwitchId": args.network.data_subnet_ids[0],
        "ZoneId": args.network.zones[0],
    }
    made = pulumi.Output.concat(
        f"copy=$(aliyun polardb CreateDBCluster {region} --CreationOption CloneFromPolarDB --SourceResourceId ",
        source,
        f' --CloneDataPoint "${{AT:-LATEST}}" --DBType PostgreSQL --DBVersion {spec.version}',
        f" --DBNodeClass {alicloud_polardb.CLASSES[spec.size]} --PayType Postpaid --CreationCategory Normal",
        f" --StorageType {alicloud_polardb.STORAGE_TYPE} --HotStandbyCluster {alicloud_polardb.standby(spec)}",
        " --TDEStatus true --ClusterNetworkType VPC",
        *_options(place),
        " | jq -er .DBClusterId)",
    )
    look = f'aliyun polardb DescribeDBClusterAttribute {region} --DBClusterId "$copy"'
    wait = _wait(look, ".DBClusterStatus")
    encrypt = pulumi.Output.concat(
        f'aliyun polardb ModifyDBClusterTDE {region} --DBClusterId "$copy" --TDEStatus Enable',
        *_options({"EncryptionKey": args.platform.key, "RoleArn": key.disk_role(args.platform.account)}),
        " > /dev/null",
    )
    admit = (
        f'aliyun polardb ModifyDBClusterAccessWhitelist {region} --DBClusterId "$copy"'
        " --WhiteListType SecurityGroup --SecurityGroupIds "
    )
    end = ' > /dev/null && echo "$copy"'
    return pulumi.Output.concat(made, wait, encrypt, wait, admit, _groups(name, args), end)


def _identifier(host: pulumi.Output[str]) -> pulumi.Output[str]:
    """An address begins with the identifier of what it leads to."""
    return host.apply(lambda known: known.partition(".")[0])


def _protected(args: DatabaseArgs) -> bool:
    return args.spec.deletion_protection and not args.platform.args.disposable


def _options(given: dict[str, pulumi.Output[str]]) -> list[pulumi.Output[str]]:
    return [pulumi.Output.concat(f" --{option} ", value) for option, value in given.items()]


def _groups(name: str, args: DatabaseArgs) -> pulumi.Output[str]:
    return pulumi.Output.all(*admission.groups(name, args.network)).apply(",".join)


def _wait(look: str, status: str) -> str:
    """Behind what made the copy: goes on as soon as the copy runs, and not at all when it was not made."""
    runs = f'[ "$({look} | jq -r {status})" = Running ]'
    return f' && [ "$copy" ] && until {runs}; do sleep {PAUSE_SECONDS}; done && '
