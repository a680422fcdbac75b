"""Backups: compressed dumps, encrypted or not, with a checksum, kept as long as the stack says; it restores, too."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pulumi
import pulumi_docker as docker

from components import options, sql_files
from components.clouds.docker import clock, container, folders, labels, once
from components.clouds.docker.container import Box, File, Health, Volume, Whose
from components.clouds.docker.once import Once
from components.clouds.docker.settings_of import settings
from components.database import docker_backup_schedule as schedule
from components.database.contract import DatabaseArgs
from components.database.docker_preparation import Login, tool
from components.database.docker_server import FILES, OWNER

BACKUPS = "/backups"

SCRIPTS = ("cron.sh", "backup_database.sh", "restore_database.sh")

RUNNER = "run_sql_files.sh"
SINGLE = "run_sql_file.sh"

BEFORE = "saved"
"""Value of the connection that is known when the database has been saved before its SQL files run."""


@dataclass(frozen=True, kw_only=True)
class Backups:
    """Who takes them, and where they lie."""

    container: docker.Container
    volume: Volume
    owned: pulumi.Resource
    """What makes the folder writable."""


def create(name: str, args: DatabaseArgs, login: Login, prepared: Once, opts: pulumi.ResourceOptions) -> Backups:
    """Run the container that backs up; it is healthy while its newest backup is young enough.

    `docker exec <container> bash /etc/groundwork/backup_database.sh` takes one at once, `restore_database.sh` brings
    one back; `docker exec -i <container> bash /etc/groundwork/run_sql_file.sh <name>` runs one SQL file, which it reads
    from standard input.
    """
    volume = _place(name, args, opts)
    whose = Whose(part="database", platform=args.platform)
    owned = folders.hand_over(f"{name}-folder", whose, login.image, volume, f"{OWNER}:{OWNER}", opts).container
    variables = {**clock.variables(schedule.cron(args.spec)), **_variables(args), "CRON_RUN_FIRST": "yes"}
    scripts = (*SCRIPTS, *((SINGLE,) if args.files else ()))
    box = tool(args, login, variables, scripts)
    box = replace(
        box,
        entrypoint=["sh", f"{FILES}/cron.sh", "bash", f"{FILES}/backup_database.sh"],
        files=[*box.files, *_key(args), *(_runner() if args.files else ())],
        volumes=[volume],
        health=Health(test=["CMD-SHELL", schedule.newest(BACKUPS, args.spec)], start_seconds=300),
    )
    running = container.create(name, whose, box, options.after(opts, prepared.container, owned))
    return Backups(container=running, volume=volume, owned=owned)


def before(
    name: str, args: DatabaseArgs, login: Login, backups: Backups, opts: pulumi.ResourceOptions
) -> Mapping[str, pulumi.Output[str]]:
    """Save the database whenever there are SQL files that may not have run; they wait for it."""
    if args.files is None:
        return {}
    saved = once.run(
        name,
        Whose(part="database", platform=args.platform),
        _saving(args, login, backups, args.files),
        options.after(opts, backups.container, backups.owned),
    )
    return {BEFORE: saved.done}


def _saving(args: DatabaseArgs, login: Login, backups: Backups, files: Path) -> Box:
    variables = {**_variables(args), "DRILL": "never", "SQL_FILES_DIGEST": sql_files.digest(files)}
    box = tool(args, login, variables, ("backup_database.sh",))
    return replace(
        box,
        files=[*box.files, *_key(args)],
        entrypoint=["bash", f"{FILES}/backup_database.sh"],
        volumes=[backups.volume],
    )


def _variables(args: DatabaseArgs) -> Mapping[str, str]:
    return {
        "BACKUPS": BACKUPS,
        "KEEP_DAYS": str(args.spec.backup_days),
        "DRILL": args.spec.restore_drill or "never",
    }


def _key(args: DatabaseArgs) -> list[File]:
    """What backups are encrypted with, in a file that their user alone may read."""
    secret = settings(args.platform).backup_secret
    if secret is None:
        return []
    return [
        File(path=f"{FILES}/backup_key", content=args.platform.args.cloud_secrets[secret], owner=OWNER, mode="0400")
    ]


def _runner() -> list[File]:
    return [File(path=f"{FILES}/{RUNNER}", content=sql_files.script())]


def _place(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> Volume:
    directory = settings(args.platform).directory
    if directory is not None:
        return Volume(path=BACKUPS, host_path=f"{directory}/backups")
    protected = options.protected(opts, args.platform.protects("database"))
    kept = docker.Volume(f"{name}-files", labels=labels.of("database", args.platform), opts=protected)
    return Volume(path=BACKUPS, name=kept.name)
