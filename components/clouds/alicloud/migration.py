"""What must succeed before a new version starts: a container that the part's own one waits for."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pulumi

from components.clouds.alicloud import container, names
from components.clouds.alicloud.container import Container
from components.container import ContainerArgs, Migration, RegistryLogin
from components.present import present

DATABASE, URL = "database", "url"
TAG = 12
"""Digits of the files' digest that an image's tag has."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Containers that run first, and the login of the registry that their image comes from, where it is another."""

    containers: tuple[dict[str, Any], ...] = ()
    registry: RegistryLogin | None = None


def create(
    name: str, migration: Migration | None, described: Container, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> Step:
    """A command in the part's own image, or SQL files in one of their own; nothing where there is no migration."""
    if migration is None:
        return Step()
    if migration.files is None:
        return Step(containers=(container.migration(described, migration.command),))
    runs = _files(name, migration.files, migration, described, args, opts)
    return Step(containers=(container.migration(runs, ()),), registry=args.own_registry)


def _files(
    name: str,
    folder: Path,
    migration: Migration,
    described: Container,
    args: ContainerArgs,
    opts: pulumi.ResourceOptions,
) -> Container:
    """The runner with the files, and of all secrets only the database's."""
    from components import sql_files

    registry = present(args.own_registry, "own_registry")
    repository = f"{registry.address}/{names.of(f'{name}-migration', args.platform.args)}"
    image = sql_files.build(
        f"{name}-migration-image",
        folder,
        migration.version,
        described.spec.architecture,
        opts,
        exports=[{"registry": {"names": [f"{repository}:{sql_files.digest(folder)[:TAG]}"], "push": True}}],
        registries=[{"address": registry.address, "username": registry.username, "password": registry.password}],
    )
    url = present(args.connections[DATABASE].secrets.get(URL), f"{DATABASE}.{URL}")
    return replace(
        described,
        spec=described.spec.model_copy(update={"user": sql_files.USER, "read_only": True, "writable": []}),
        image=pulumi.Output.concat(repository, "@", image.digest),
        variables={"DATABASE_URL": pulumi.Output.secret(url), **sql_files.variables(migration.extensions)},
    )
