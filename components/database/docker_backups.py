"""Backups: compressed dumps with a checksum, every day, kept as long as the stack says; the same container restores."""

from dataclasses import replace

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import clock, container, folders, labels
from components.clouds.docker.container import Health, Volume, Whose
from components.clouds.docker.once import Once
from components.clouds.docker.settings_of import settings
from components.database.contract import DatabaseArgs
from components.database.docker_preparation import Login, tool
from components.database.docker_server import FILES, OWNER

BACKUPS = "/backups"

OVERDUE_MINUTES = 26 * 60
"""A daily backup that is two hours late is missing."""

NEWEST = f"find {BACKUPS} -maxdepth 1 -name 'app-*.sql.gz' -mmin -{OVERDUE_MINUTES} | grep -q ."

SCRIPTS = ("cron.sh", "backup_database.sh", "restore_database.sh")


def create(
    name: str, args: DatabaseArgs, login: Login, prepared: Once, opts: pulumi.ResourceOptions
) -> docker.Container:
    """Run the container that backs up; it is healthy while its newest backup is younger than a day and a bit.

    `docker exec <container> bash /etc/groundwork/backup_database.sh` takes one at once, `restore_database.sh` brings
    one back.
    """
    whose = Whose(part="database", platform=args.platform)
    volume = _place(name, args, opts)
    owned = folders.hand_over(f"{name}-folder", whose, login.image, volume, f"{OWNER}:{OWNER}", opts)
    variables = {
        **clock.variables(_schedule(args.spec.backup_window)),
        "BACKUPS": BACKUPS,
        "KEEP_DAYS": str(args.spec.backup_days),
        "DRILL": args.spec.restore_drill or "never",
        "CRON_RUN_FIRST": "yes",
    }
    box = replace(
        tool(args, login, variables, SCRIPTS),
        entrypoint=["sh", f"{FILES}/cron.sh", "bash", f"{FILES}/backup_database.sh"],
        volumes=[volume],
        health=Health(test=["CMD-SHELL", NEWEST], start_seconds=300),
    )
    return container.create(name, whose, box, options.after(opts, prepared.container, owned.container))


def _place(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> Volume:
    directory = settings(args.platform).directory
    if directory is not None:
        return Volume(path=BACKUPS, host_path=f"{directory}/backups")
    protected = options.protected(opts, args.platform.protects("database"))
    kept = docker.Volume(f"{name}-files", labels=labels.of("database", args.platform), opts=protected)
    return Volume(path=BACKUPS, name=kept.name)


def _schedule(window: str) -> str:
    """Daily, when the window `HH:MM-HH:MM` opens."""
    hour, minute = window.partition("-")[0].split(":")
    return f"{int(minute)} {int(hour)} * * *"
