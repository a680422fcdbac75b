"""What a part's instances are made of: image, variables, identity, logs; and the group that starts them."""

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from components import environment, options
from components.clouds.alicloud import container, identity, logs, own_secrets
from components.clouds.alicloud.container import Container
from components.clouds.alicloud.logs import LogStore
from components.container import ContainerArgs, ContainerSpec, InstanceSpec, Migration

MIB_PER_GIB = 1024


@dataclass(frozen=True, kw_only=True)
class Template:
    """A scaling configuration in force and what was written into it."""

    configuration: alicloud.ess.EciScalingConfiguration
    containers: list[Any]
    log_store: LogStore


def describe(
    name: str,
    spec: ContainerSpec,
    args: ContainerArgs,
    group: alicloud.ess.ScalingGroup,
    migration: Migration | None,
    opts: pulumi.ResourceOptions,
) -> Template:
    """Create logs, secrets, identity and the configuration in force of a part's group."""
    platform = args.platform
    store = logs.store(f"{name}-logs", platform, opts, {container.OUTPUT: "text"})
    variables = environment.resolve(args.variables, args.connections)
    own = own_secrets.create(name, spec, args, opts)
    statements = [statement for part in spec.uses for statement in args.connections[part].statements]
    role = identity.create(f"{name}-role", name, statements, platform, opts)
    described = Container(
        spec=spec,
        variables={**variables.values, **variables.secrets, **own},
        log_project=store.project,
        log_store=store.name,
    )
    containers: list[Any] = [container.main(name, described)]
    before: list[Any] = [container.migration(described, migration.command)] if migration else []
    configuration = alicloud.ess.EciScalingConfiguration(
        f"{name}-configuration",
        scaling_group_id=group.id,
        active=True,
        # Without it a group could not be deleted: its configuration in force may not go before it.
        force_delete=True,
        container_group_name=name,
        description=f"{platform.args.application} {platform.args.stack}: {name}",
        cpu=spec.cpu,
        memory=spec.memory / MIB_PER_GIB,
        containers=containers,
        init_containers=before,
        volumes=container.volumes(spec),
        restart_policy="Always" if isinstance(spec, InstanceSpec) else "Never",
        security_group_id=args.network.security_group_ids[name],
        ram_role_name=role.name,
        image_registry_credentials=_login(spec, args),
        enable_sls=True,
        auto_create_eip=False,
        spot_strategy="SpotAsPriceGo" if isinstance(spec, InstanceSpec) and spec.spot else "NoSpot",
        termination_grace_period_seconds=spec.stop_seconds,
        tags=platform.tags(name),
        opts=options.after(opts, *role.grants, *args.network.outbound),
    )
    return Template(configuration=configuration, containers=containers, log_store=store)


def _login(
    spec: ContainerSpec, args: ContainerArgs
) -> list[alicloud.ess.EciScalingConfigurationImageRegistryCredentialArgsDict]:
    if args.registry is None:
        return []
    server = (spec.image or "").partition("/")[0]
    return [{"server": server, "username": args.registry.username, "password": args.registry.password}]
