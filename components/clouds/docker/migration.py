"""What must succeed before a new version of a part is made: a command in its image, or SQL files."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pulumi

from components import options, sql_files
from components.api_service.contract import WebArgs
from components.clouds.docker import images, once
from components.clouds.docker.application import Application
from components.clouds.docker.container import Attachment, Box, File, Whose
from components.container import Migration
from components.paths import from_program

MEMORY = 128
"""MiB, for the files' runner."""

OWNER = "999"
"""User and group `postgres` of the official images."""


def create(
    name: str, part: str, args: WebArgs, made: Application, opts: pulumi.ResourceOptions
) -> pulumi.Output[str] | None:
    """Run it, once for each version of what it is made from; the old version of the part goes on meanwhile."""
    migration = args.migration
    if migration is None:
        return None
    if migration.files is None:
        box = replace(made.box, command=migration.command)
    else:
        box = _box(name, migration, migration.files, args, opts)
    ready = options.after(opts, *made.ready)
    return once.run(name, Whose(part=part, platform=args.platform), box, ready).done


def _box(name: str, migration: Migration, folder: Path, args: WebArgs, opts: pulumi.ResourceOptions) -> Box:
    """The database's own image with the files in it: another file, or another content, is another run.

    It is made when the database has been saved, so that what cannot be taken back can be restored.
    """
    image = images.pull(f"{name}-image", images.postgresql(migration.version, migration.extensions), opts)
    saved = args.connections["database"].values.get("saved")
    return Box(
        image=once.after(pulumi.Output.from_input(saved), image) if saved is not None else image,
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in args.network.data_subnet_ids],
        entrypoint=sql_files.entrypoint(),
        variables=_variables(migration, args),
        files=_files(folder),
        memory=MEMORY,
        cpus=1,
    )


def _variables(migration: Migration, args: WebArgs) -> Mapping[str, pulumi.Input[str]]:
    """The part's own DATABASE_URL may be for another driver than psql's."""
    return {
        "DATABASE_URL": pulumi.Output.secret(args.connections["database"].secrets["url"]),
        "SQL_FILES": sql_files.FOLDER,
        **sql_files.variables(migration.extensions),
    }


def _files(folder: Path) -> Sequence[File]:
    return [
        File(
            path=f"{sql_files.FOLDER}/{name}",
            source=from_program(folder / name),
            source_hash=hashlib.sha256((folder / name).read_bytes()).hexdigest(),
        )
        for name in sql_files.names(folder)
    ]
