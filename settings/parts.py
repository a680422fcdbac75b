"""The parts of an application by name, whatever section they stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from components.cache import CacheSpec
from components.container import ContainerSpec, WebSpec
from components.database import DatabaseSpec
from components.frontend import StaticSpec
from components.object_store import ObjectStoreSpec
from settings.application import Application
from settings.configuration import Configuration
from settings.names import RESERVED
from settings.place import Place
from settings.problems import instead
from settings.report import Report

Kind = Literal["database", "cache", "bucket", "service", "worker", "job", "ssr frontend", "static frontend"]

SECTIONS: Mapping[str, Kind] = {
    "buckets": "bucket",
    "services": "service",
    "workers": "worker",
    "jobs": "job",
    "frontends": "ssr frontend",
}

PartSpec = DatabaseSpec | CacheSpec | ObjectStoreSpec | ContainerSpec | StaticSpec


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing in the application, with a name of its own."""

    name: str
    kind: Kind
    place: Place
    spec: PartSpec


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An application that is read but not yet found right: what every check and every derivation looks at."""

    application: Application
    configuration: Configuration
    stack: str
    stack_file: str
    project: Path
    parts: Mapping[str, Part]
    names: frozenset[str]
    """Names of all parts, also of those that were refused or do not run: a reference to one is not dangling."""
    absent: frozenset[str] = frozenset()
    """Names of the parts that do not run in this stack; the file may speak of them."""
    absent_secrets: frozenset[str] = frozenset()
    """Variables that would be generated for these."""
    report: Report

    @property
    def zone(self) -> str | None:
        """The DNS zone of all host names: the stack's, else the last two labels of the domain."""
        domain = self.application.domain
        return self.configuration.zone or (".".join(domain.split(".")[-2:]) if domain else None)

    def containers(self) -> Iterator[tuple[Part, ContainerSpec]]:
        """Every part that runs a container."""
        for part in self.parts.values():
            if isinstance(part.spec, ContainerSpec):
                yield part, part.spec

    def web(self) -> Iterator[tuple[Part, WebSpec]]:
        """Every container that answers HTTP."""
        for part, spec in self.containers():
            if isinstance(spec, WebSpec):
                yield part, spec

    def named(self, *kinds: Kind) -> list[str]:
        """Names of the parts of some kinds."""
        return [part.name for part in self.parts.values() if part.kind in kinds]

    def find(self, place: Place, name: str, *kinds: Kind) -> Part | None:
        """The part a name means, one of the kinds; reported and None when there is no such part."""
        part = self.parts.get(name)
        if part and part.kind in kinds:
            return part
        if part:
            fitting = ", ".join(self.named(*kinds)) or "none of this application"
            self.report.add(place, f'"{name}" is a {part.kind}; allowed: {fitting}', part.place)
        elif name not in self.names:
            sections: list[Place] = [(section,) for section in (*SECTIONS, "database", "cache")]
            self.report.add(place, f'there is no part "{name}"; {instead(name, self.named(*kinds))}', *sections)
        return None


def names(content: Mapping[str, Any]) -> frozenset[str]:
    """Names of everything that the plain content calls a part."""
    found = {name for name in ("database", "cache") if name in content}
    for section in SECTIONS:
        value = content.get(section)
        if isinstance(value, Mapping):
            found.update(value)
    return frozenset(found)


def collected(application: Application, report: Report) -> dict[str, Part]:
    """All parts by name; a name that two have, or that is not free, is reported."""
    parts: dict[str, Part] = {}
    if application.database:
        parts["database"] = Part(name="database", kind="database", place=("database",), spec=application.database)
    if application.cache:
        parts["cache"] = Part(name="cache", kind="cache", place=("cache",), spec=application.cache)
    for section, kind in SECTIONS.items():
        for name, spec in getattr(application, section).items():
            place = (section, name)
            if name in RESERVED:
                report.refuse(place, f'"{name}" is a word of its own; choose another name than {", ".join(RESERVED)}')
            elif name in parts:
                other = parts[name].place[0]
                report.add(place, f'a name has one part only, and {other} has a "{name}" already')
            else:
                part_kind = "static frontend" if isinstance(spec, StaticSpec) else kind
                parts[name] = Part(name=name, kind=part_kind, place=place, spec=spec)
    return parts
