"""The messages of Pulumi's protocol that the language host speaks, without the rest of the SDK.

`pulumi.runtime.proto` depends on nothing else, but importing it the usual way imports `pulumi` first: for a host that
is started twice in each run, three quarters of its start.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

PARENTS = ("pulumi", "pulumi.runtime")
"""Packages whose own code the messages do not need."""


def _alone(name: str) -> ModuleType:
    """A module of the SDK; unless the SDK is there already, its parents are left for others to import."""
    if PARENTS[0] in sys.modules:
        return importlib.import_module(name)
    found = importlib.util.find_spec(PARENTS[0])
    if found is None or found.origin is None:
        raise ModuleNotFoundError(PARENTS[0], name=PARENTS[0])
    folder = Path(found.origin).parents[1]
    for parent in PARENTS:
        sys.modules[parent] = ModuleType(parent)
        sys.modules[parent].__path__ = [str(folder.joinpath(*parent.split(".")))]
    try:
        return importlib.import_module(name)
    finally:
        for parent in PARENTS:
            del sys.modules[parent]


if TYPE_CHECKING:
    from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2
else:
    _proto = _alone("pulumi.runtime.proto")
    language_pb2, language_pb2_grpc, plugin_pb2 = _proto.language_pb2, _proto.language_pb2_grpc, _proto.plugin_pb2

__all__ = ["language_pb2", "language_pb2_grpc", "plugin_pb2"]
