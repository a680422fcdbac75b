"""What must succeed before a new version starts: a container of the same task that the others wait for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pulumi

from components.clouds.aws import container_definition, image
from components.clouds.aws.container_definition import Container
from components.clouds.aws.image import Image
from components.container import ContainerArgs, ContainerSpec, Migration
from components.present import present

DATABASE = "database"
URL = "url"


@dataclass(frozen=True, kw_only=True)
class SqlFiles:
    """SQL files in an image of their own."""

    picture: Image
    user: str
    variables: Mapping[str, str]
    url: pulumi.Input[str]
    """Reference to the database's address, the only secret that it is handed."""


def sql_files(
    name: str, migration: Migration | None, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> SqlFiles | None:
    """Build the image of a part's SQL files; None where it has none."""
    if migration is None or migration.files is None:
        return None
    from components import sql_files as runner

    build = partial(
        runner.build, f"{name}-migration-image", migration.files, migration.version, spec.architecture, opts
    )
    return SqlFiles(
        picture=image.built(f"{name}-migration", name, build, args.platform, opts),
        user=runner.USER,
        variables=runner.variables(migration.extensions),
        url=present(args.connections[DATABASE].secrets.get(URL), f"{DATABASE}.{URL}"),
    )


def definition(
    name: str, container: Container, migration: Migration | None, files: SqlFiles | None
) -> dict[str, Any] | None:
    """The container that runs first: a command in the part's own image, or its SQL files with the database's secret."""
    if migration is None:
        return None
    if files is None:
        return container_definition.ending(container_definition.MIGRATION, name, container, migration.command)
    runs = replace(
        container,
        spec=container.spec.model_copy(update={"user": files.user, "read_only": True}),
        image=files.picture.reference,
        values=files.variables,
        secrets={"DATABASE_URL": files.url},
        registry_login=None,
    )
    return container_definition.ending(container_definition.MIGRATION, name, runs, ())
