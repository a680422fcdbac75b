"""Volumes: one encrypted file system for a part, and in it a folder for each volume that only the part may mount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import policy, user
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from components.container import ContainerArgs, ContainerSpec
from components.volumes import member

ROOT = "0"
IMAGES_OWN = ("1000", "1000")
"""User and group of the files where the image decides who runs; EFS makes everybody who mounts the folder this user."""

RIGHTS = "0750"
"""Of a volume's folder: nobody but the user and the group sees it."""


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """What a task must know in order to mount them; nothing where a part has none."""

    mounts: Mapping[str, str] = field(default_factory=dict)
    """Volume of the task -> folder of the container."""
    definitions: Sequence[Any] = ()
    """The volumes of the task."""
    statements: tuple[Statement, ...] = ()
    """What the task's own identity may do."""
    ready: tuple[pulumi.Resource, ...] = ()
    """What must exist before a task can mount them."""


NO_VOLUMES = Volumes()


def create(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Volumes:
    """Create the file system of a part, its addresses and its folders."""
    if not spec.volumes:
        return NO_VOLUMES
    system = _file_system(f"{name}-volumes", name, args, opts)
    targets = _targets(f"{name}-volumes", name, system, args, opts)
    points = {volume: _folder(name, volume, spec, system, args, opts) for volume in spec.volumes}
    return Volumes(
        mounts={_name(volume): folder for volume, folder in spec.volumes.items()},
        definitions=[_volume(volume, system, point) for volume, point in points.items()],
        statements=tuple(_mount(spec, system, point) for point in points.values()),
        ready=targets,
    )


def _file_system(name: str, part: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> aws.efs.FileSystem:
    """Encrypted, protected, never mounted without TLS or an identity, and backed up daily outside dev."""
    platform = args.platform
    system = aws.efs.FileSystem(
        name,
        encrypted=True,
        kms_key_id=platform.key,
        throughput_mode="elastic",
        lifecycle_policies=[
            {"transition_to_ia": "AFTER_30_DAYS"},
            {"transition_to_primary_storage_class": "AFTER_1_ACCESS"},
        ],
        tags=platform.tags(part),
        opts=options.protected(opts, platform.protects(part)),
    )
    aws.efs.FileSystemPolicy(
        f"{name}-policy", file_system_id=system.id, policy=policy.document([_tls_only(system.arn)]), opts=opts
    )
    if platform.args.environment != "dev":
        aws.efs.BackupPolicy(f"{name}-backup", file_system_id=system.id, backup_policy={"status": "ENABLED"}, opts=opts)
    return system


def _tls_only(system: pulumi.Output[str]) -> ResourceStatement:
    """Any policy takes away what EFS lets everybody do who reaches an address: mount without an identity."""
    return ResourceStatement(
        sid="TlsOnly",
        effect="Deny",
        principal="*",
        permission=Statement(
            actions=(
                "elasticfilesystem:ClientMount",
                "elasticfilesystem:ClientWrite",
                "elasticfilesystem:ClientRootAccess",
            ),
            resources=(system,),
            conditions={"Bool": {"aws:SecureTransport": "false"}},
        ),
    )


def _targets(
    name: str, part: str, system: aws.efs.FileSystem, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> tuple[aws.efs.MountTarget, ...]:
    """An address in every zone that the part runs in."""
    return tuple(
        aws.efs.MountTarget(
            f"{name}-{number}",
            file_system_id=system.id,
            subnet_id=subnet,
            security_groups=[args.network.security_group_ids[member(part)]],
            opts=opts,
        )
        for number, subnet in enumerate(args.network.app_subnet_ids, start=1)
    )


def _folder(
    name: str,
    volume: str,
    spec: ContainerSpec,
    system: aws.efs.FileSystem,
    args: ContainerArgs,
    opts: pulumi.ResourceOptions,
) -> aws.efs.AccessPoint:
    uid, gid = (int(number) for number in _owner(spec))
    return aws.efs.AccessPoint(
        f"{name}-volume-{volume}",
        file_system_id=system.id,
        posix_user={"uid": uid, "gid": gid},
        root_directory={
            "path": f"/{volume}",
            "creation_info": {"owner_uid": uid, "owner_gid": gid, "permissions": RIGHTS},
        },
        tags=args.platform.tags(name),
        opts=opts,
    )


def _owner(spec: ContainerSpec) -> Sequence[str]:
    return user.numbers(spec.user) or IMAGES_OWN


def _name(volume: str) -> str:
    """Apart from the folders of a shell, which are volumes of the task as well."""
    return f"volume-{volume}"


def _volume(
    volume: str, system: aws.efs.FileSystem, point: aws.efs.AccessPoint
) -> aws.ecs.TaskDefinitionVolumeArgsDict:
    return {
        "name": _name(volume),
        "efs_volume_configuration": {
            "file_system_id": system.id,
            "transit_encryption": "ENABLED",
            "authorization_config": {"access_point_id": point.id, "iam": "ENABLED"},
        },
    }


def _mount(spec: ContainerSpec, system: aws.efs.FileSystem, point: aws.efs.AccessPoint) -> Statement:
    """Mount and write this folder; only a superuser needs the right not to be made somebody else."""
    superuser = ("elasticfilesystem:ClientRootAccess",) if _owner(spec)[0] == ROOT else ()
    return Statement(
        actions=("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", *superuser),
        resources=(system.arn,),
        conditions={"StringEquals": {"elasticfilesystem:AccessPointArn": point.arn}},
    )
