"""Volumes: one encrypted file system for a part, and in it a folder for each volume."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names, preflight
from components.clouds.alicloud.rules import Peer, Rules, Way
from components.container import ContainerArgs, ContainerSpec
from components.present import present
from components.volumes import PORT, member

PORTS = (PORT, 111)
"""NFS itself, and the server's directory of ports, which version 3 of it asks first."""
RECYCLE_DAYS = 3
"""Days that a deleted file can be brought back, and is paid for: the service's own default (EnableRecycleBin)."""
KEY_OF_THE_SERVICE = 1
"""`encryptType`: a key of File Storage NAS; keys of our own are for its Extreme edition only (CreateFileSystem)."""
SHARED = "volumes"
"""The part's file system as its instances know it."""


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """What an instance must know in order to mount them; nothing where a part has none."""

    server: pulumi.Input[str] | None = None
    """Host name of the file system."""
    ready: Sequence[pulumi.Resource] = ()
    """What must exist before an instance can mount it."""

    @property
    def declared(self) -> list[Any]:
        """The file system as a volume of an instance."""
        if self.server is None:
            return []
        return [{"name": SHARED, "type": "NFSVolume", "nfs_volume_server": self.server, "nfs_volume_path": "/"}]


def create(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Volumes:
    """Create the file system of a part, its address, and the part's way to it."""
    if not spec.volumes:
        return Volumes()
    preflight.check_files(opts)
    called, ranges = member(name), present(args.network.ranges, "ranges")
    system = _file_system(called, name, args, opts)
    access, admitted = _access(called, ranges.app, args, opts)
    target = alicloud.nas.MountTarget(
        f"{called}-target",
        file_system_id=system.id,
        access_group_name=access.access_group_name,
        network_type="Vpc",
        vpc_id=args.network.network_id,
        vswitch_id=args.network.data_subnet_ids[0],
        status="Active",
        opts=options.after(opts, *admitted),
    )
    rules = Rules(name=called, opts=opts)
    group, server = args.network.security_group_ids[name], Peer(range=ranges.data[0])
    ways = [rules.egress(group, name, SHARED, Way(port=port, peer=server)) for port in PORTS]
    return Volumes(server=target.mount_target_domain, ready=ways)


def _file_system(called: str, part: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> alicloud.nas.FileSystem:
    """Encrypted and protected; it grows with what is in it."""
    platform = args.platform
    recycles = not platform.args.disposable
    return alicloud.nas.FileSystem(
        called,
        file_system_type="standard",
        protocol_type="NFS",
        storage_type="Capacity",
        encrypt_type=KEY_OF_THE_SERVICE,
        description=names.of(called, platform.args),
        recycle_bin={"status": "Enable", "reserved_days": RECYCLE_DAYS} if recycles else {"status": "Disable"},
        tags=platform.tags(part),
        opts=options.protected(opts, platform.protects(part)),
    )


def _access(
    called: str, ranges: Sequence[str], args: ContainerArgs, opts: pulumi.ResourceOptions
) -> tuple[alicloud.nas.AccessGroup, list[pulumi.Resource]]:
    """Admit the vSwitches that containers lie in, and no others. The superuser stays one: he hands folders over."""
    access = alicloud.nas.AccessGroup(
        f"{called}-access",
        access_group_name=names.of(called, args.platform.args),
        access_group_type="Vpc",
        file_system_type="standard",
        description=f"Containers of {args.platform.args.application} {args.platform.args.stack}",
        opts=opts,
    )
    admitted: list[pulumi.Resource] = [
        alicloud.nas.AccessRule(
            f"{called}-access-{number}",
            access_group_name=access.access_group_name,
            file_system_type="standard",
            source_cidr_ip=cidr,
            rw_access_type="RDWR",
            user_access_type="no_squash",
            priority=1,
            opts=opts,
        )
        for number, cidr in enumerate(ranges, start=1)
    ]
    return access, admitted
