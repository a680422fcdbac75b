"""Versions of a part's image: those on the host, and which of them runs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from host.containers import Containers
from host.problem import HostError
from host.project import Project

SECTIONS = ("services", "workers", "jobs", "frontends")


@dataclass(frozen=True, kw_only=True)
class Version:
    """One of them."""

    image: str
    """Repository and tag."""
    created: str
    """In the daemon's words: `3 days ago`."""
    runs: bool


def on_host(containers: Containers, part: str) -> list[Version]:
    """The versions of a part's image that lie on the host, newest first; a rollback to one needs no registry."""
    running = _ids(containers, part)
    words = ("--no-trunc", "--format", "{{json .}}")
    rows = [json.loads(line) for line in containers.run("image", "ls", *words, capture=True).splitlines()]
    repositories = {row["Repository"] for row in rows if row["ID"] in running}
    return [
        Version(image=f"{row['Repository']}:{row['Tag']}", created=row["CreatedSince"], runs=row["ID"] in running)
        for row in rows
        if row["Repository"] in repositories and row["Tag"] != "<none>"
    ]


def setting(project: Project, part: str, version: str) -> tuple[str, str]:
    """Path and value of the configuration that makes a part run a version, a tag or `sha256:…`.

    HostError for a part without an image of its own: one that is built here has the version of its sources.
    """
    for section in SECTIONS:
        spec = _merged(project, section, part)
        if spec is None:
            continue
        if not spec.get("image"):
            raise HostError(f"{part} is built from its sources; check the version out and run `server update`")
        separator = "@" if version.startswith("sha256:") else ":"
        return f"groundwork:overrides.{section}.{part}.image", f"{_repository(spec['image'])}{separator}{version}"
    parts = ", ".join(name for section in SECTIONS for name in project.content.get(section) or {})
    raise HostError(f'there is no part "{part}" with an image; there are {parts}')


def _ids(containers: Containers, part: str) -> set[str]:
    names = [each.name for each in containers.of(part)]
    return set(containers.run("inspect", "--format", "{{.Image}}", *names, capture=True).split())


def _merged(project: Project, section: str, part: str) -> Mapping[str, Any] | None:
    written = (project.content.get(section) or {}).get(part)
    over = (project.overrides.get(section) or {}).get(part) or {}
    return None if written is None else {**written, **over}


def _repository(image: str) -> str:
    """An image without tag and digest; a port of its registry is neither."""
    name = image.partition("@")[0]
    head, slash, last = name.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}"
