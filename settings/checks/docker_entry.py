"""Rules of a Docker host's surface: automatic certificates, ports that it opens, the mail server of its alarms."""

from collections.abc import Callable
from pathlib import Path

from components.container import WebSpec
from settings.parts import Draft, Part
from settings.problems import instead
from settings.validation import FILLER


def _ports(draft: Draft, _region: str) -> None:
    docker = draft.configuration.docker
    if docker.http_port == docker.https_port:
        text = f"{docker.https_port} is `http_port` already; allowed: another port"
        draft.report.line(draft.stack_file, "groundwork:docker.https_port", text)
    entry = {docker.http_port: "`http_port`", docker.https_port: "`https_port`"}
    if docker.dashboard_port in entry:
        text = f"{docker.dashboard_port} is {entry[docker.dashboard_port]} already; allowed: another port"
        draft.report.line(draft.stack_file, "groundwork:docker.dashboard_port", text)


def _automatic(draft: Draft, _region: str) -> None:
    """An authority gives certificates for a domain, and to those that brought none."""
    docker, where = draft.configuration.docker, "groundwork:docker.acme_email"
    if docker.acme_email is not None and docker.certificate is not None:
        text = "certificates are fetched where none is brought, and there is a `certificate`; keep one of the two"
        draft.report.line(draft.stack_file, where, text)
    elif docker.acme_email is not None and draft.application.domain is None:
        text = 'a certificate needs a host name, and this stack has no `domain`; allowed: one, like "app.example.com"'
        if draft.report.intact(("domain",)):
            draft.report.line(draft.stack_file, where, text)
    if docker.acme_root is not None and not Path(draft.project, docker.acme_root).is_file():
        where = "groundwork:docker.acme_root"
        draft.report.line(draft.stack_file, where, f'there is no file "{docker.acme_root}" in the project')


def _published(draft: Draft, _region: str) -> None:
    docker, environment = draft.configuration.docker, draft.configuration.environment
    parts = [part.name for part in draft.parts.values() if _listens(part)]
    taken: dict[int | None, str] = {
        docker.http_port: "`http_port`",
        docker.https_port: "`https_port`",
        docker.dashboard_port: "`dashboard_port`",
    }
    for name, port in docker.publish.items():
        where = f"groundwork:docker.publish.{name}"
        if environment == "prod":
            text = "ports are published for developers, and this is prod; allowed: leave it out"
            draft.report.line(draft.stack_file, where, text)
        elif name not in parts and name not in draft.absent:
            text = f'nothing called "{name}" listens on a port; {instead(name, parts)}'
            draft.report.line(draft.stack_file, where, text)
        elif port in taken:
            text = f"{port} is {taken[port]} already; allowed: another port"
            draft.report.line(draft.stack_file, where, text)
        taken.setdefault(port, f"`publish.{name}`")


def _listens(part: Part) -> bool:
    return part.kind in {"database", "cache"} or isinstance(part.spec, WebSpec)


def _mail(draft: Draft, _region: str) -> None:
    mail, where = draft.configuration.docker.mail, "groundwork:docker.mail"
    if mail is None:
        return
    if (mail.username is None) != (mail.password_secret is None):
        absent = "username" if mail.username is None else "password_secret"
        text = "missing: a login has `username` and `password_secret`"
        draft.report.line(draft.stack_file, f"{where}.{absent}", text)
    port = int(mail.server.rpartition(":")[2]) if mail.server != FILLER else 1
    if not 1 <= port <= 65535:
        draft.report.line(draft.stack_file, f"{where}.server", f"{port} is no port; allowed: 1 to 65535")
    if not draft.application.alarms.email and draft.report.intact(("alarms",)):
        text = "missing: a mail server needs somebody to write to; allowed: addresses, as a list"
        draft.report.add(("alarms", "email"), text)


RULES: tuple[Callable[[Draft, str], None], ...] = (_ports, _automatic, _published, _mail)
"""All of them, as those of `docker_host`."""
