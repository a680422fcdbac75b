"""Turns plain values into a checked model, with every error as a sentence of ours."""

import copy
import functools
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from settings import allowed
from settings.place import Place
from settings.problems import closest, instead
from settings.report import Report, has

Model = TypeVar("Model", bound=BaseModel)

ROUNDS = 20
"""Times that refused values are taken out before giving up; each round takes out at least one."""

LIST, TEXTS = "list[str]", ("str", "constrained-str")
"""What pydantic calls shapes that are no mapping."""

FILLER = "missing"
"""Stands for a text that was not given, and was reported, while the rest is looked at."""


def validated(model: type[Model], content: Mapping[str, Any], report: Report) -> Model:
    """The model that the content describes.

    Every error is reported. Refused values are then taken out (their defaults hold), so that the checks that follow
    still see the rest.
    """
    data = copy.deepcopy(dict(content))
    for first in (True, *[False] * ROUNDS):
        try:
            return model.model_validate(data, strict=True)
        except ValidationError as error:
            schema = _schema(model)
            errors = [_placed(details, data) for details in error.errors(include_url=False)]
            errors = [(place, kind) for place, kind in errors if place is not None]
            if first:
                # Unknown keys first: a key that is misspelt is not missing as well.
                for place, kind in sorted(errors, key=lambda error: error[1] != "extra_forbidden"):
                    _tell(place, kind, data, schema, report)
            _repair(data, errors, schema)
    message = f"{model.__name__} still has errors after {ROUNDS} repairs"
    raise AssertionError(message)


@functools.cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _placed(details: ErrorDetails, data: Any) -> tuple[Place | None, str]:
    """Where in the data an error is: pydantic's path also names shapes that were tried, which are no keys.

    None for the error of a shape that the data does not have, while another shape explains it.
    """
    kind = details["type"]
    path = details["loc"]
    if path and path[-1] == "[key]":
        return tuple(path[:-1]), "key"
    if kind == "union_tag_not_found":
        return (*_walked(path, data), "kind"), "missing"
    if kind == "union_tag_invalid":
        return (*_walked(path, data), "kind"), "literal_error"
    leaf = path[-1:] if kind in {"missing", "extra_forbidden"} else ()
    steps = path[: len(path) - len(leaf)]
    place = _walked(steps, data)
    if len(place) < len(steps):
        tried = next(at for at, step in enumerate(steps) if at == len(place) or place[at] != step)
        whole = _at(data, place[:tried])
        if isinstance(whole, list | dict) and not _fits(whole, steps[tried]):
            return None, kind
    return (*place, *leaf), kind


def _fits(whole: list[Any] | dict[Any, Any], shape: str | int) -> bool:
    """Whether pydantic's name of a shape is one that a list or a mapping can have."""
    return shape == LIST if isinstance(whole, list) else shape not in (LIST, *TEXTS)


def _walked(path: tuple[str | int, ...], data: Any) -> Place:
    """The steps of a path that are keys or positions in the data."""
    place: list[str | int] = []
    for step in path:
        if has(data, step):
            place.append(step)
            data = data[step]
    return tuple(place)


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _tell(place: Place, kind: str, data: Any, schema: Mapping[str, Any], report: Report) -> None:
    rules = allowed.node(schema, place, data)
    if kind == "extra_forbidden":
        above = place[:-1]
        names = allowed.keys(allowed.node(schema, above, data))
        name = str(place[-1])
        report.refuse(place, f"unknown key; {instead(name, names)}")
        meant = closest(name, names)
        if meant:
            report.refused.add((*above, meant))
        return
    if kind == "key":
        pattern = next(iter(allowed.node(schema, place[:-1], data).get("patternProperties", {})), "")
        report.refuse(place, f"this name cannot be used; allowed: {allowed.NAMES.get(pattern, pattern)}")
        return
    wanted = allowed.described(rules)
    if kind == "missing":
        report.refuse(place, f"missing; allowed: {wanted}")
    else:
        value = _at(data, place)
        hint = " (in quotes)" if kind == "string_type" and isinstance(value, bool | int | float) else ""
        report.refuse(place, f"{report.found(place, value)} is not allowed here; allowed: {wanted}{hint}")
    if "kinds" in allowed.node(schema, place[:-1], data):
        report.refused.add(place[:-1])


def _repair(data: Any, errors: list[tuple[Place, str]], schema: Mapping[str, Any]) -> None:
    """Take refused values out, last list position first; give a missing required one a value that passes."""
    for place, kind in sorted(set(errors), key=lambda error: [str(step).zfill(6) for step in error[0]], reverse=True):
        parent = _at(data, _walked(place[:-1], data))
        if len(_walked(place[:-1], data)) != len(place) - 1:
            continue
        if kind == "missing":
            parent[place[-1]] = _filler(allowed.node(schema, place, data))
        elif isinstance(parent, dict):
            parent.pop(place[-1], None)
        elif isinstance(parent, list):
            del parent[int(place[-1])]


def _filler(rules: Mapping[str, Any]) -> Any:
    if "enum" in rules or "const" in rules:
        return rules["const"] if "const" in rules else rules["enum"][0]
    if rules.get("type") in {"integer", "number"}:
        return rules.get("minimum", rules.get("exclusiveMinimum", 0) + 1)
    if "pattern" in rules and rules.get("examples"):
        return rules["examples"][0]
    return {"array": [FILLER], "object": {}}.get(rules.get("type", ""), FILLER)
