"""Rules of the stack's own file: parts it names, its name, its domain."""

import re
from collections.abc import Iterable

from settings.derive import facets
from settings.parts import SECTIONS, Draft
from settings.problems import instead

_STACK = re.compile(r"[a-z]([a-z0-9-]{0,18}[a-z0-9])?")
_TYPE = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z0-9_./-]+:[A-Z][A-Za-z0-9]*")

TRANSFORMED = ("platform", "network", "gateway", "dashboard")
"""What has resources without being a part of the application."""


def check(draft: Draft) -> None:
    """Report names that lead nowhere."""
    if not _STACK.fullmatch(draft.stack):
        text = f'the stack\'s name "{draft.stack}" cannot be used: it becomes part of host names'
        draft.report.line(draft.stack_file, "", f"{text}; allowed: 1 to 20 lower-case letters, digits and -")
    if () not in draft.report.refused:
        _parts(draft)
        _rotated(draft)
    _domain(draft)


def _parts(draft: Draft) -> None:
    stores = draft.named("database", "cache", "bucket", "static frontend")
    stateful = [*stores, *(part.name for part, spec in draft.containers() if spec.volumes)]
    for position, name in enumerate(draft.configuration.replace):
        _known(draft, f"groundwork:replace[{position}]", name, ["platform", "network", *stateful])
    for name, types in draft.configuration.transform.items():
        _known(draft, f"groundwork:transform.{name}", name, [*TRANSFORMED, *draft.parts])
        for token in types:
            if not _TYPE.fullmatch(token):
                text = f'"{token}" is no resource type; allowed: a type like "aws:rds/instance:Instance"'
                draft.report.line(draft.stack_file, f"groundwork:transform.{name}", text)


def _rotated(draft: Draft) -> None:
    if not all(draft.report.intact((section,)) for section in (*SECTIONS, "database", "cache")):
        return
    cloud = draft.configuration.cloud
    stores = [part.name for part in draft.parts.values() if facets.of(part, cloud, routed=False).secrets]
    generated = {name for _, spec in draft.containers() for name in spec.generate}
    known = [*sorted(generated), *stores]
    for name in sorted(draft.configuration.rotate.keys() - {*known, *draft.absent, *draft.absent_secrets}):
        text = f'no secret that is made here is called "{name}"; {instead(name, known)}'
        if name in draft.parts and draft.parts[name].kind == "bucket":
            text = f"{name} has no key, because its users have identities of their own; {instead(name, known)}"
        draft.report.line(draft.stack_file, f"groundwork:rotate.{name}", text)


def _known(draft: Draft, where: str, name: str, names: Iterable[str]) -> None:
    names = list(names)
    if name not in names and name not in draft.names:
        draft.report.line(draft.stack_file, where, f'there is no part "{name}"; {instead(name, names)}')
    elif name not in names and name in draft.parts:
        kind = draft.parts[name].kind
        draft.report.line(draft.stack_file, where, f'"{name}" is a {kind}; allowed: {", ".join(names)}')


def _domain(draft: Draft) -> None:
    domain, zone = draft.application.domain, draft.configuration.zone
    environment = draft.configuration.environment
    if domain is None and draft.application.routes and environment != "dev":
        text = f"missing: {environment} answers over HTTPS only, and a certificate needs a host name"
        draft.report.add(("domain",), f'{text}; allowed: a host name, like "app.example.com"')
    if domain and zone and not f".{domain}".endswith(f".{zone}"):
        text = (
            f'"{zone}" does not hold the domain "{domain}"; allowed: the domain itself or what follows one of its dots'
        )
        draft.report.line(draft.stack_file, "groundwork:zone", text)
