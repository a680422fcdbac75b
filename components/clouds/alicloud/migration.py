"""What must succeed before a new version starts: a container that the part's own one waits for."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pulumi

from components.clouds.alicloud import container, image
from components.clouds.alicloud.container import Container
from components.clouds.alicloud.image import Image
from components.container import ContainerArgs, Migration
from components.present import present

DATABASE, URL = "database", "url"
TAG = 12
"""Digits of the files' digest that an image's tag has."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Containers that run first, and the image that they run, where it is another than the part's."""

    containers: tuple[dict[str, Any], ...] = ()
    picture: Image | None = None


def create(
    name: str, migration: Migration | None, described: Container, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> Step:
    """A command in the part's own image, or SQL files in one of their own; nothing where there is no migration."""
    if migration is None:
        return Step()
    if migration.files is None:
        return Step(containers=(container.migration(described, migration.command),))
    from components import sql_files

    folder, architecture = migration.files, described.spec.architecture
    build = partial(sql_files.build, f"{name}-migration-image", folder, migration.version, architecture, opts)
    picture = image.built(f"{name}-migration", sql_files.digest(folder)[:TAG], build, args)
    url = present(args.connections[DATABASE].secrets.get(URL), f"{DATABASE}.{URL}")
    # The runner with the files, and of all secrets only the database's.
    runs = replace(
        described,
        spec=described.spec.model_copy(update={"user": sql_files.USER, "read_only": True, "writable": []}),
        image=picture.reference,
        variables={"DATABASE_URL": pulumi.Output.secret(url), **sql_files.variables(migration.extensions)},
    )
    return Step(containers=(container.migration(runs, ()),), picture=picture)
