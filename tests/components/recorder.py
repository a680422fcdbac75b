"""A stand-in for the engine that notes what a program registers, and answers as AWS would."""

import asyncio
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import pulumi
from pulumi.runtime import mocks, rpc, sync_await
from pulumi.runtime.sync_await import _sync_await

from tests.components import answers

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One registration."""

    type: str
    name: str
    custom: bool
    """False for a component."""
    inputs: Mapping[str, Any]
    """As the engine sees them: camelCase names; whole numbers as int, secrets unwrapped."""
    secret_inputs: frozenset[str]
    """Top-level inputs that are secret, or hold a secret."""
    parent: str
    """Logical name of the parent."""
    protect: bool
    depends_on: frozenset[str]
    """Logical names of everything it waits for, by reference or by `depends_on`."""
    ignore_changes: tuple[str, ...]
    delete_before_replace: bool
    replaced_last: bool
    """The program says itself that the old one goes after the new one is there."""
    replace_on_changes: tuple[str, ...]
    replacement_trigger: str | None
    provider: str
    """URN of the provider it has of its own; empty where it has none."""


class Recorder(mocks.MockMonitor):
    """Notes registrations in order; ask for them only after `run` has returned."""

    def __init__(self) -> None:
        """Start with nothing noted."""
        super().__init__(answers.Clouds())
        self.noted: list[Recorded] = []
        self.requests: dict[str, Any] = {}
        """The registrations as they came, by URN."""

    def RegisterResource(self, request: Any) -> Any:
        response = super().RegisterResource(request)
        if request.type != "pulumi:pulumi:Stack":
            self.noted.append(_recorded(request))
            self.requests[response.urn] = request
        return response

    def all(self, type_: str) -> list[Recorded]:
        """Everything of one type, by name."""
        return sorted((item for item in self.noted if item.type == type_), key=lambda item: item.name)

    def names(self, type_: str) -> list[str]:
        """Logical names of everything of one type."""
        return [item.name for item in self.all(type_)]

    def one(self, type_: str, name: str | None = None) -> Recorded:
        """The only resource of a type, or the one of that name; an AssertionError names what there is."""
        found = [item for item in self.all(type_) if name is None or item.name == name]
        assert len(found) == 1, f"{len(found)} of {type_} {name or ''}; there are {self.names(type_)}"
        return found[0]

    def inputs(self, type_: str, name: str | None = None) -> Mapping[str, Any]:
        """Inputs of the only resource of a type, or of the one of that name."""
        return self.one(type_, name).inputs

    def children(self, parent: str) -> list[Recorded]:
        """Everything directly below a component."""
        return [item for item in self.noted if item.parent == parent]


@contextmanager
def recording(project: str = "notes", stack: str = "prod") -> Generator[Recorder]:
    """A fresh event loop and a fresh stand-in for the engine, taken down at the end."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # The engine's stand-in answers in a thread and leaves an event loop there; one thread, so that it can be closed.
    answering = ThreadPoolExecutor(max_workers=1)
    loop.set_default_executor(answering)
    noted = Recorder()
    pulumi.runtime.set_mocks(noted.mocks, project=project, stack=stack, preview=False, monitor=noted)
    yield noted
    answering.submit(_close_loop).result()
    answering.shutdown()
    loop.close()
    asyncio.set_event_loop(None)


def _close_loop() -> None:
    sync_await._ensure_event_loop().close()


def run(program: Callable[[], T]) -> T:
    """Run a program to its end, all registrations included; what it raises is raised here."""
    results: list[T] = []

    @pulumi.runtime.test
    def whole() -> None:
        results.append(program())

    whole()
    return results[0]


def value(output: Any) -> Any:
    """What an Output holds."""
    return _sync_await(pulumi.Output.from_input(output).future(with_unknowns=True))


def is_secret(output: Any) -> bool:
    """Whether an Output is marked secret."""
    return _sync_await(pulumi.Output.from_input(output).is_secret())


def waits_for(output: Any) -> set[str]:
    """Logical names of the resources that must be there before an Output is known."""
    return {resource._name for resource in value(output.resources())}


def without_tags(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs but for their tags, which have a test of their own."""
    return {key: item for key, item in inputs.items() if key != "tags"}


def _recorded(request: Any) -> Recorded:
    inputs = rpc.deserialize_properties(request.object)
    return Recorded(
        type=request.type,
        name=request.name,
        custom=request.custom,
        inputs=_plain(inputs),
        secret_inputs=frozenset(key for key, item in inputs.items() if _holds_secret(item)),
        parent=_name(request.parent),
        protect=request.protect,
        depends_on=_names(request.dependencies),
        ignore_changes=tuple(request.ignoreChanges),
        delete_before_replace=request.deleteBeforeReplace,
        replaced_last=request.deleteBeforeReplaceDefined and not request.deleteBeforeReplace,
        replace_on_changes=tuple(request.replaceOnChanges),
        replacement_trigger=request.replacement_trigger.string_value or None,
        provider=request.provider.rpartition("::")[0],
    )


def _name(urn: str) -> str:
    return urn.rpartition("::")[2]


def _names(urns: Iterable[str]) -> frozenset[str]:
    return frozenset(_name(urn) for urn in urns)


def _plain(item: Any) -> Any:
    if rpc.is_rpc_secret(item):
        return _plain(rpc.unwrap_rpc_secret(item))
    if isinstance(item, dict):
        return {key: _plain(inner) for key, inner in item.items()}
    if isinstance(item, list):
        return [_plain(inner) for inner in item]
    return int(item) if isinstance(item, float) and item.is_integer() else item


def _holds_secret(item: Any) -> bool:
    if isinstance(item, dict):
        return rpc.is_rpc_secret(item) or any(_holds_secret(inner) for inner in item.values())
    return isinstance(item, list) and any(_holds_secret(inner) for inner in item)
