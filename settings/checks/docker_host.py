"""Rules of a Docker host: what one machine cannot do, and what it must be told."""

from collections.abc import Callable

from components import watch
from components.container import WebSpec
from components.frontend import StaticSpec
from components.worker import JobSpec
from settings.checks import docker_entry
from settings.parts import Draft

IMAGES_APART = ("vector", "postgis")
"""Extensions that come with an image of PostgreSQL of their own."""

OWN_USERS = ("postgres", watch.USER)
OWN_DATABASES = ("postgres", "template0", "template1")
"""What PostgreSQL's `initdb` makes."""

ENTRY_PORTS = (10078, 10079, 10080, 10443)
"""Ports that the entry itself listens on inside its container."""


def _location(draft: Draft, _region: str) -> None:
    residency, location = draft.configuration.residency, draft.configuration.docker.location
    if residency and location != residency:
        text = (
            f'"{location}" lies outside' if location else "missing: nobody can see from here where a host stands, for"
        )
        where = "groundwork:docker.location"
        draft.report.line(draft.stack_file, where, f"{text} `groundwork:residency: {residency}`; allowed: {residency}")


def _pages(draft: Draft, _region: str) -> None:
    """There is no address but the gateway's."""
    for part in draft.parts.values():
        if isinstance(part.spec, StaticSpec) and part.name not in draft.application.routes.values():
            text = f'no route leads here, and a Docker host has one entry; add a line like "/": {part.name} to `routes`'
            draft.report.add(part.place, text, ("routes",))


def _grpc(draft: Draft, _region: str) -> None:
    for part, spec in draft.containers():
        if isinstance(spec, WebSpec) and spec.protocol == "grpc":
            text = '"grpc" is not forwarded by the gateway of a Docker host; allowed here: http'
            draft.report.add((*part.place, "protocol"), text)


def _jobs(draft: Draft, _region: str) -> None:
    for part, spec in draft.containers():
        if isinstance(spec, JobSpec) and spec.schedule is not None and spec.command is None:
            text = "missing: on a Docker host a job with a schedule says what it runs; allowed: a command, as a list"
            draft.report.add((*part.place, "command"), text, (*part.place, "schedule"))


def _extensions(draft: Draft, _region: str) -> None:
    database = draft.application.database
    if database and set(IMAGES_APART) <= set(database.extensions):
        position = max(database.extensions.index(name) for name in IMAGES_APART)
        text = f"no image of PostgreSQL has both {' and '.join(IMAGES_APART)}; allowed on a Docker host: one of them"
        draft.report.add(("database", "extensions", position), text)


def _database_names(draft: Draft, _region: str) -> None:
    """The server has a superuser and databases of its own, and whoever watches it is a user as well."""
    database = draft.application.database
    if database and (database.user in OWN_USERS or database.user.startswith("pg_")):
        text = f'"{database.user}" is a user of the server itself; allowed: another name'
        draft.report.add(("database", "user"), text)
    if database and database.name in OWN_DATABASES:
        text = f'"{database.name}" is a database of the server itself; allowed: another name'
        draft.report.add(("database", "name"), text)


def _private_ports(draft: Draft, _region: str) -> None:
    """Connections to them are handed on by the entry, which cannot tell by a port for whom they are."""
    if not draft.application.routes:
        return
    web = [(part, spec) for part, spec in draft.containers() if isinstance(spec, WebSpec)]
    answering = {spec.port: f"`port` of {part.name}" for part, spec in web}
    taken = {**answering, **dict.fromkeys(ENTRY_PORTS, "the entry's own")}
    for part, spec in web:
        for name, port in spec.private_ports.items():
            if port != spec.port and port in taken:
                text = f"{port} is {taken[port]}, and a Docker host has one entry for all parts; allowed: another port"
                draft.report.add((*part.place, "private_ports", name), text)
            taken.setdefault(port, f"a private port of {part.name}")


def _log_folders(draft: Draft, _region: str) -> None:
    docker, parts = draft.configuration.docker, [part.name for part, _ in draft.containers()]
    for name, folder in docker.log_folders.items():
        where = f"groundwork:docker.log_folders.{name}"
        if name in draft.absent:
            continue
        if name not in parts:
            draft.report.line(draft.stack_file, where, f'there is no container "{name}"; allowed: {", ".join(parts)}')
        elif not folder.startswith("/"):
            draft.report.line(draft.stack_file, where, f'"{folder}" is no folder; allowed: an absolute path')
    if docker.log_folders and docker.directory is None:
        text = "missing: log files need a folder of the host; allowed: an absolute path, like /opt/notes"
        draft.report.line(draft.stack_file, "groundwork:docker.directory", text)


RULES: tuple[Callable[[Draft, str], None], ...] = (
    _location,
    _pages,
    _grpc,
    _jobs,
    _extensions,
    _database_names,
    *docker_entry.RULES,
    _log_folders,
    _private_ports,
)
"""All of them; each looks at a draft and its region, which is empty here."""
