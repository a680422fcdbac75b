"""What a part's instances are made of: image, variables, identity, logs; and the group that starts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from components import environment, options
from components.clouds.alicloud import (
    collector,
    container,
    folders,
    identity,
    image,
    logs,
    measures,
    migration,
    own_secrets,
    volumes,
)
from components.clouds.alicloud.container import Container
from components.clouds.alicloud.image import Image
from components.clouds.alicloud.logs import LogStore
from components.container import ContainerArgs, ContainerSpec, InstanceSpec, Migration
from components.platform import Written

MIB_PER_GIB = 1024


@dataclass(frozen=True, kw_only=True)
class Template:
    """A scaling configuration in force and what was written into it."""

    configuration: alicloud.ess.EciScalingConfiguration
    containers: list[Any]
    image: pulumi.Output[str]
    """What runs, by digest where it was built here."""
    log_store: LogStore


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """All that a scaling configuration says but for its group, with what must be there first."""

    asked: Mapping[str, Any]
    """Arguments of the configuration that make instances what they are: another value, other instances."""
    logins: Sequence[alicloud.ess.EciScalingConfigurationImageRegistryCredentialArgsDict]
    image: pulumi.Output[str]
    log_store: LogStore
    ready: Sequence[pulumi.Resource]


def prepare(
    name: str, spec: ContainerSpec, args: ContainerArgs, schema: Migration | None, opts: pulumi.ResourceOptions
) -> Prepared:
    """Create logs, secrets, identity and volumes of a part; `schema` is the migration that runs first."""
    platform = args.platform
    store = logs.store(f"{name}-logs", platform, opts, {container.OUTPUT: "text"})
    platform.written.append(Written(name=f"{name}-logs", part=name, store=store.name))
    measures.create(name, spec.measures, store, platform, opts)
    variables = environment.resolve(args.variables, args.connections)
    own = own_secrets.create(name, spec, args, opts)
    statements = [statement for part in spec.uses for statement in args.connections[part].statements]
    role = identity.create(f"{name}-role", name, statements, platform, opts)
    kept = volumes.create(name, spec, args, opts)
    picture = image.resolve(name, spec, args, opts)
    described = Container(
        spec=spec,
        image=picture.reference,
        variables={**variables.values, **variables.secrets, **own},
        log_project=store.project,
        log_store=store.name,
    )
    first = migration.create(name, schema, described, args, opts)
    handing_over = [container.handing_over(described)] if spec.volumes else []
    keeps_running = isinstance(spec, InstanceSpec)
    asked: dict[str, Any] = {
        "cpu": spec.cpu,
        "memory": spec.memory / MIB_PER_GIB,
        "containers": [container.main(name, described), *collector.beside(name, described, platform, opts)],
        "init_containers": [*handing_over, *first.containers],
        "volumes": [*folders.declared(spec), *kept.declared],
        "restart_policy": "Always" if keeps_running else "Never",
        "ram_role_name": role.name,
        "spot_strategy": "SpotAsPriceGo" if keeps_running and spec.spot else "NoSpot",
        "termination_grace_period_seconds": spec.stop_seconds,
    }
    return Prepared(
        asked=asked,
        logins=_logins([picture, *([first.picture] if first.picture else ())], spec, args),
        image=pulumi.Output.from_input(picture.reference),
        log_store=store,
        ready=[*role.grants, *kept.ready, *args.network.outbound],
    )


def put_in_force(
    name: str,
    prepared: Prepared,
    args: ContainerArgs,
    group: alicloud.ess.ScalingGroup,
    opts: pulumi.ResourceOptions,
) -> Template:
    """Create the configuration by which a group starts its instances."""
    platform = args.platform
    configuration = alicloud.ess.EciScalingConfiguration(
        f"{name}-configuration",
        scaling_group_id=group.id,
        active=True,
        # Without it a group could not be deleted: its configuration in force may not go before it.
        force_delete=True,
        container_group_name=name,
        description=f"{platform.args.application} {platform.args.stack}: {name}",
        security_group_id=args.network.security_group_ids[name],
        image_registry_credentials=prepared.logins,
        enable_sls=True,
        auto_create_eip=False,
        tags=platform.tags(name),
        opts=options.after(opts, *prepared.ready),
        **prepared.asked,
    )
    return Template(
        configuration=configuration,
        containers=prepared.asked["containers"],
        image=prepared.image,
        log_store=prepared.log_store,
    )


def _logins(
    pictures: Sequence[Image], spec: ContainerSpec, args: ContainerArgs
) -> list[alicloud.ess.EciScalingConfigurationImageRegistryCredentialArgsDict]:
    """The login of each server that an image of the instance comes from, once."""
    servers = {picture.server: picture.login for picture in pictures if picture.login}
    own, copy = args.own_registry, image.server(collector.image(args.platform))
    if spec.scraped and own and image.server(own.address) == copy:
        servers[copy] = own
    return [
        {"server": server, "username": login.username, "password": login.password} for server, login in servers.items()
    ]
