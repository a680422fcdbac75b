"""Which parts run in a stack: all, without those whose profile is not named, or a few that are named alone."""

from collections.abc import Mapping
from typing import Any

from components.connection import Facet
from components.container import ContainerSpec
from components.database import DatabaseSpec, MigrateSpec
from settings.application import Application
from settings.configuration import Configuration
from settings.derive import templates
from settings.parts import SECTIONS, Part
from settings.problems import instead
from settings.report import Report


def absent(parts: Mapping[str, Part], configuration: Configuration, file: str, report: Report) -> frozenset[str]:
    """Names of the parts that do not run; `file` is the stack's, where names that lead nowhere are reported."""
    profiles = {part.name: getattr(part.spec, "profile", None) for part in parts.values()}
    known = sorted({profile for profile in profiles.values() if profile})
    for position, name in enumerate(configuration.profiles):
        if name not in known and all(report.intact((section,)) for section in SECTIONS):
            where = f"groundwork:profiles[{position}]"
            report.line(file, where, f'no part has the profile "{name}"; {instead(name, known)}')
    asleep = {name for name, profile in profiles.items() if profile and profile not in configuration.profiles}
    if not configuration.only:
        return frozenset(asleep)
    _only(parts, configuration.only, asleep, file, report)
    return frozenset(asleep | (parts.keys() - set(configuration.only)))


def _only(parts: Mapping[str, Part], named: list[str], asleep: set[str], file: str, report: Report) -> None:
    for position, name in enumerate(named):
        where = f"groundwork:only[{position}]"
        if name in asleep:
            report.line(file, where, f'"{name}" runs under a profile that `groundwork:profiles` does not name')
        elif name not in parts and () not in report.refused and all(report.intact((section,)) for section in SECTIONS):
            report.line(file, where, f'there is no part "{name}"; {instead(name, parts)}')
        spec = parts[name].spec if name in parts else None
        for other in spec.uses if isinstance(spec, ContainerSpec) else ():
            if other in parts and other not in {*named, *asleep}:
                report.line(file, where, f"{name} uses {other}, which is not named; name {other} too")


def reduced(application: Application, absent: frozenset[str]) -> Application:
    """The application without these parts and what speaks of them; only their names in `uses` stay, to be skipped."""
    if not absent:
        return application
    change: dict[str, Any] = {
        section: {
            name: _container(spec, absent) for name, spec in getattr(application, section).items() if name not in absent
        }
        for section in SECTIONS
    }
    change["routes"] = {key: part for key, part in application.routes.items() if part not in absent}
    change["variables"] = _variables(application.variables, absent)
    change["database"] = _database(application, absent)
    change["cache"] = None if "cache" in absent else application.cache
    return application.model_copy(update=change)


def generated(parts: Mapping[str, Part], absent: frozenset[str]) -> frozenset[str]:
    """Variables with a random value of the parts that do not run."""
    specs = [parts[name].spec for name in absent]
    return frozenset(name for spec in specs if isinstance(spec, ContainerSpec) for name in spec.generate)


def _container(spec: Any, absent: frozenset[str]) -> Any:
    if not isinstance(spec, ContainerSpec):
        return spec
    build = spec.build and spec.build.model_copy(update={"arguments": _variables(spec.build.arguments, absent)})
    return spec.model_copy(update={"variables": _variables(spec.variables, absent), "build": build})


def _variables(values: Mapping[str, str], absent: frozenset[str]) -> dict[str, str]:
    """Those whose values name no part that does not run."""
    return {
        name: text
        for name, text in values.items()
        if not any(isinstance(found, Facet) and found.key and found.part in absent for found in templates.parsed(text))
    }


def _database(application: Application, absent: frozenset[str]) -> DatabaseSpec | None:
    """The database; without its migration where the part that runs it does not run."""
    database = application.database
    if database is None or "database" in absent:
        return None
    named = database.migrate.part if isinstance(database.migrate, MigrateSpec) else None
    users = [
        name
        for specs in (application.services, application.frontends)
        for name, spec in specs.items()
        if isinstance(spec, ContainerSpec) and "database" in spec.uses
    ]
    nobody = bool(users) and absent.issuperset(users)
    return database.model_copy(update={"migrate": None}) if named in absent or nobody else database
