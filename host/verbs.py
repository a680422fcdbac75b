"""What can be done with an application on its host."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from host import following, kept, settings_file, versions
from host.containers import Container, Containers
from host.engine import REPOSITORY, Engine
from host.problem import HostError
from host.project import Project

FILES = "/etc/groundwork"
"""Where the scripts of a backup container lie (components/database/docker_server.py)."""

BACKUP = "database-backup-"

HEALTHY_WITHIN = 60
"""Seconds that containers have after a start to become well."""

Run = Callable[[Project, argparse.Namespace], int]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One of them."""

    name: str
    help: str
    run: Run
    arguments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def install(project: Project, _: argparse.Namespace) -> int:
    """Make the settings, deploy, and look whether everything is well."""
    engine = Engine(project)
    if settings_file.make(project.settings, project.folder):
        print(f"made {project.settings}; enter your own values there, then run `server install` again", flush=True)
    _deploy(project, engine)
    return _health(Containers(project))


def start(project: Project, _: argparse.Namespace) -> int:
    """Start what is stopped, and bring changed settings into force."""
    containers = Containers(project)
    containers.each("start", containers.all())
    _deploy(project, Engine(project))
    return _health(containers)


def stop(project: Project, _: argparse.Namespace) -> int:
    """Stop all containers; they and their data stay."""
    containers = Containers(project)
    containers.each("stop", containers.all())
    return 0


def restart(project: Project, options: argparse.Namespace) -> int:
    """Stop and start the containers of a part, or all of them."""
    containers = Containers(project)
    containers.each("restart", containers.of(options.part) if options.part else containers.all())
    return _health(containers)


def status(project: Project, _: argparse.Namespace) -> int:
    """Show every service."""
    for each in Containers(project).all():
        print(f"{each.part:<14} {each.name:<34} {each.status}")
    return 0


def logs(project: Project, options: argparse.Namespace) -> int:
    """Show what the containers of a part write, or all of them; with `since`, what was kept of days before."""
    containers = Containers(project)
    if options.since:
        if options.follow:
            raise HostError("--since shows what was kept, --follow what comes; allowed: one of the two")
        return kept.show(containers, options.part, options.since)
    chosen = containers.of(options.part) if options.part else containers.all()
    words = ["--timestamps", "--tail", str(options.tail), *(["--follow"] if options.follow else [])]
    if options.follow and len(chosen) > 1:
        return following.follow(containers, chosen, options.tail)
    for each in chosen:
        print(f"== {each.name}", flush=True)
        containers.run("logs", *words, each.name)
    return 0


def backup(project: Project, _: argparse.Namespace) -> int:
    """Take a backup of the database now."""
    containers = Containers(project)
    containers.run("exec", containers.named(BACKUP).name, "bash", f"{FILES}/backup_database.sh")
    return 0


def restore(project: Project, options: argparse.Namespace) -> int:
    """Bring a backup back; the database that was there stays as <name>_before_restore."""
    containers = Containers(project)
    chosen = [options.file] if options.file else []
    containers.run("exec", containers.named(BACKUP).name, "bash", f"{FILES}/restore_database.sh", *chosen)
    return 0


def health(project: Project, _: argparse.Namespace) -> int:
    """Tell whether every service is well; exit code 1 when one is not."""
    return _health(Containers(project), seconds=0)


def update(project: Project, _: argparse.Namespace) -> int:
    """Fetch the newest code where the project is a checkout, and bring it into service without a gap."""
    if (project.folder / ".git").exists():
        subprocess.run(["git", "-C", str(project.folder), "pull", "--ff-only"], check=True)
    _deploy(project, Engine(project))
    containers = Containers(project)
    containers.run("image", "prune", "--force")
    return _health(containers)


def show(project: Project, _: argparse.Namespace) -> int:
    """Show what app.yaml, preset and the stack's own settings come to together."""
    return _told_by("settings.show", project)


def sample(project: Project, options: argparse.Namespace) -> int:
    """Print a sample environment file: what a part is told, or the secrets that the operator sets."""
    return _told_by("settings.dotenv", project, *([options.part] if options.part else []))


def list_versions(project: Project, options: argparse.Namespace) -> int:
    """Show the versions of a part's image that lie on the host."""
    for each in versions.on_host(Containers(project), options.part):
        print(f"{'runs' if each.runs else '    '} {each.image:<50} {each.created}")
    return 0


def rollback(project: Project, options: argparse.Namespace) -> int:
    """Bring another version of a part into service; the stack's file says so from then on."""
    _deploy(project, Engine(project), versions.setting(project, options.part, options.version))
    return _health(Containers(project))


def _told_by(module: str, project: Project, *more: str) -> int:
    """Let a module that reads settings print what it is asked of the stack."""
    words = [sys.executable, "-m", module, "-C", str(project.folder), "--stack", project.stack, *more]
    return subprocess.run(words, cwd=REPOSITORY, check=True).returncode


def _deploy(project: Project, engine: Engine, setting: tuple[str, str] | None = None) -> None:
    """Hand the operator's settings over, then bring the containers to what the files say."""
    for name, value in settings_file.read(project.settings).items():
        engine.set_secret(name, value)
    engine.up(setting)


def _health(containers: Containers, seconds: int | None = None) -> int:
    """Tell of every service; those that were just started are given time, a minute where nothing else is said."""
    end = time.monotonic() + (HEALTHY_WITHIN if seconds is None else seconds)
    found = containers.all()
    while not all(each.well for each in found) and time.monotonic() < end:
        time.sleep(1)
        found = containers.all()
    for each in found:
        print(f"{'ok ' if each.well else 'ILL'} {each.part:<14} {_told(each)}", flush=True)
    return 0 if all(each.well for each in found) else 1


def _told(each: Container) -> str:
    return f"{each.name}: {each.status}"


PART: Mapping[str, Mapping[str, Any]] = {
    "part": {"nargs": "?", "metavar": "PART", "help": "one part, for example api; default: all"}
}

ONE_PART: Mapping[str, Mapping[str, Any]] = {"part": {"metavar": "PART", "help": "the part, for example api"}}

ALL = (
    Verb(name="install", help="set up everything and deploy; again at any time", run=install),
    Verb(name="start", help="start what is stopped, with the newest settings", run=start),
    Verb(name="stop", help="stop all containers; data stay", run=stop),
    Verb(name="restart", help="restart a part, or all", run=restart, arguments=PART),
    Verb(name="status", help="show the state of every service", run=status),
    Verb(
        name="logs",
        help="show what containers write",
        run=logs,
        arguments={
            **PART,
            "--follow": {"action": "store_true", "help": "go on as more is written"},
            "--tail": {"type": int, "default": 100, "metavar": "LINES", "help": "lines of each; default: 100"},
            "--since": {"metavar": "WHEN", "help": "what was kept since 2026-11-20, 2026-11-20T10:30 or 7d, 36h, 90m"},
        },
    ),
    Verb(name="backup", help="take a backup of the database now", run=backup),
    Verb(
        name="restore",
        help="bring a backup of the database back",
        run=restore,
        arguments={"file": {"nargs": "?", "metavar": "FILE", "help": "name of the backup; default: the newest"}},
    ),
    Verb(name="health", help="tell whether every service is well, also by the exit code", run=health),
    Verb(name="update", help="bring the newest code into service", run=update),
    Verb(name="config", help="show everything that is set, in its end form", run=show),
    Verb(
        name="env",
        help="print a sample .env, of a part or of the root",
        run=sample,
        arguments={"part": {"nargs": "?", "metavar": "PART", "help": "one part; default: the secrets, for the root"}},
    ),
    Verb(name="versions", help="list the versions of a part's image", run=list_versions, arguments=ONE_PART),
    Verb(
        name="rollback",
        help="bring another version of a part into service",
        run=rollback,
        arguments={
            **ONE_PART,
            "version": {"metavar": "VERSION", "help": "tag or digest (sha256:…) of its image, for example v1.0.0"},
        },
    ),
)
"""Every verb, in the order in which help lists them."""
