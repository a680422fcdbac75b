"""What a Pulumi SDK says about its own resource types: names of inputs, kinds of outputs."""

import importlib
import inspect
import json
import typing
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any

import pulumi
from pulumi import _types

KINDS: dict[Any, str] = {str: "string", bool: "bool", int: "int", float: "float"}


def resource_class(token: str) -> type[pulumi.CustomResource]:
    """The SDK class of a token; raises LookupError where the SDK has none."""
    package, module_path, name = token.split(":")
    root = f"pulumi_{package.replace('-', '_')}"
    source = inspect.getsource(importlib.import_module(root))
    listing = source.partition('resource_modules="""')[2].partition('"""')[0]
    for module in json.loads(listing):
        if module["mod"] == module_path:
            return getattr(importlib.import_module(module["fqn"]), name)
    raise LookupError(f"{root} has no resource {token}")


def arguments_class(token: str) -> type[Any]:
    """The class that holds the inputs of a resource."""
    resource = resource_class(token)
    module = importlib.import_module(f"{resource.__module__}")
    for name in (f"{resource.__name__}InitArgs", f"{resource.__name__}Args"):
        if hasattr(module, name):
            return getattr(module, name)
    raise LookupError(f"{resource.__module__} has no arguments class for {token}")


def input_names(token: str) -> set[str]:
    """The wire names of a resource's inputs."""
    return set(_types.input_type_types(arguments_class(token)))


def output_kinds(token: str) -> dict[str, str]:
    """The kind of each output of a resource, by wire name."""
    return {name: kind_of(hint) for name, hint in _types.resource_types(resource_class(token)).items()}


def kind_of(hint: Any) -> str:
    """The catalogue's word for a type hint of the SDK."""
    if hint in KINDS:
        return KINDS[hint]
    origin = typing.get_origin(hint)
    if origin in (typing.Union, UnionType):
        return kind_of(next(choice for choice in typing.get_args(hint) if choice is not type(None)))
    if origin in (list, Sequence):
        return "list"
    return "map" if origin in (dict, Mapping) else "object"
