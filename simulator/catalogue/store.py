"""Reads the catalogue's data files; a type is unpacked when it is first asked for."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from simulator.catalogue.model import Property, ResourceType

FOLDER = Path(__file__).parent
SCALARS = (
    "required",
    "answered",
    "replaces",
    "default",
    "any_case",
    "format",
    "secret",
    "write_only",
    "same",
    "stored",
)
BOUNDS = ("bounds", "length", "items", "prefix_length")
PATHS = ("allowed", "conflicts", "exactly_one", "at_least_one", "needs")


class UnknownType(LookupError):
    """A resource type that the catalogue does not hold."""

    def __init__(self, token: str) -> None:
        """Names the type and the file that lists the known ones."""
        super().__init__(f"{token} is not in the simulator's catalogue (simulator/catalogue/types.txt)")


class Catalogue:
    """The resource types of one package, by token."""

    def __init__(self, package: str) -> None:
        """Opens simulator/catalogue/<package>.json."""
        self.package = package
        self._rows: dict[str, dict[str, Any]] = json.loads((FOLDER / f"{package}.json").read_text("utf-8"))
        self._types: dict[str, ResourceType] = {}

    @property
    def tokens(self) -> list[str]:
        """All types, sorted."""
        return sorted(self._rows)

    def __getitem__(self, token: str) -> ResourceType:
        """The type; raises UnknownType."""
        if token not in self._types:
            if token not in self._rows:
                raise UnknownType(token)
            self._types[token] = unpack(token, self._rows[token])
        return self._types[token]


@cache
def catalogue_of(package: str) -> Catalogue:
    """The catalogue of a package, read once per process."""
    return Catalogue(package)


def unpack(token: str, row: dict[str, Any]) -> ResourceType:
    """A resource type from its row in the data file."""
    properties: dict[str, Property] = {}
    recursions: list[tuple[dict[str, Property], str, dict[str, Any]]] = []
    for name, facts in row["properties"].items():
        properties[name] = unpack_property(facts, recursions)
    for siblings, name, facts in recursions:
        siblings[name] = unpack_property(
            {**facts, "fields": None, "fields_of": None}, [], find_fields(properties, facts["fields_of"])
        )
    return ResourceType(
        token=token,
        properties=properties,
        outputs=row.get("outputs", {}),
        secret_outputs=tuple(row.get("secret_outputs", ())),
        delete_before_replace=row.get("delete_before_replace", False),
    )


def unpack_property(
    facts: dict[str, Any],
    recursions: list[tuple[dict[str, Property], str, dict[str, Any]]],
    fields: dict[str, Property] | None = None,
) -> Property:
    """A property from its facts; recursive types are noted in `recursions` and tied afterwards."""
    values: dict[str, Any] = {key: facts[key] for key in SCALARS if key in facts}
    values |= {key: tuple(facts[key]) for key in (*BOUNDS, *PATHS) if key in facts}
    values |= {key: re.compile(facts[key]) for key in ("pattern", "not_pattern") if key in facts}
    if "named" in facts:
        values["named"] = facts["named"]
    if fields is None and facts.get("fields") is not None:
        fields = {}
        for name, inner in facts["fields"].items():
            if inner.get("fields_of"):
                recursions.append((fields, name, inner))
            else:
                fields[name] = unpack_property(inner, recursions)
    kind = facts["kind"]
    if kind in ("list", "set", "map"):
        element = facts.get("element", {"kind": "any"})
        if element["kind"] == "object":
            return Property(kind=kind, element=Property(kind="object", fields=fields), **values)
        return Property(kind=kind, element=unpack_property(element, recursions), **values)
    return Property(kind=kind, fields=fields, **values)


def find_fields(properties: dict[str, Property], path: str) -> dict[str, Property]:
    """The nested properties at a dotted path, through lists as well."""
    level: dict[str, Property] | None = properties
    for name in path.split("."):
        if level is None:
            raise KeyError(path)
        here = level[name]
        level = here.fields if here.fields is not None else (here.element.fields if here.element else None)
    if level is None:
        raise KeyError(path)
    return level
