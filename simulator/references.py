"""Which properties name other things: what must exist, what must be unique and what stays while it is used.

The rows are in simulator/<package>/references.yaml:

    TYPE:
      names: [{property, within: region | account | PROPERTY, taken: ERROR}]
      refers:
        PATH: {to: TYPE or list of types, by: id | arn | PROPERTY, missing: ERROR, in_use: ERROR, anywhere: true}

PATH runs through lists by itself. In an error text {value} is the property's value, {id} the thing's id, {user} its
user's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.behaviour import Call, Refusal
from simulator.cloud import GLOBAL, LIVE, OWNED, Record
from simulator.data import read_yaml
from simulator.values import is_unknown


@dataclass(frozen=True, slots=True)
class Reference:
    """One property of a type that names things of other types."""

    holder: str
    path: tuple[str, ...]
    targets: tuple[str, ...]
    by: tuple[str, ...]
    """The attributes of the target, any of which the value may be."""
    missing: str | None
    """The error when there is no such thing; None: not checked."""
    in_use: str | None
    """The error when the thing is deleted while it is named; None: may be deleted."""
    anywhere: bool = False
    """Whether the thing may be in another region."""


@dataclass(frozen=True, slots=True)
class Name:
    """A property that must be unique."""

    property: str
    within: str
    taken: str


class References:
    """The rows of one package."""

    def __init__(self, *files: Path) -> None:
        """Reads the files."""
        self.by_holder: dict[str, list[Reference]] = defaultdict(list)
        self.by_target: dict[str, list[Reference]] = defaultdict(list)
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.foreign: frozenset[str] = frozenset()
        """Ids and ARNs of things that the cloud itself owns."""
        for file in files:
            for token, row in read_yaml(file).items():
                self._add(token, row)

    def _add(self, token: str, row: Mapping[str, Any]) -> None:
        for name in row.get("names", ()):
            self.names[token].append(Name(name["property"], name.get("within", "region"), name["taken"]))
        for path, facts in row.get("refers", {}).items():
            targets, by = facts["to"], facts.get("by", "id")
            reference = Reference(
                token,
                tuple(path.split(".")),
                tuple(targets if isinstance(targets, list) else [targets]),
                tuple(by if isinstance(by, list) else [by]),
                facts.get("missing"),
                facts.get("in_use"),
                facts.get("anywhere", False),
            )
            self.by_holder[token].append(reference)
            for target in reference.targets:
                self.by_target[target].append(reference)

    def check_names(self, call: Call) -> None:
        """Refuses a name that another thing has."""
        for name in self.names.get(call.type.token, ()):
            value = call.inputs.get(name.property)
            if value is None or not call.changed(name.property):
                continue
            within = {} if name.within in ("region", "account") else {name.within: call.inputs.get(name.within)}
            region = None if name.within == "account" else call.region
            for other in call.cloud.find(call.type.token, region, **within, **{name.property: value}):
                if other.id != call.id or call.old is None:
                    raise Refusal(name.taken.format(value=value, id=other.id))

    def check_targets(self, call: Call) -> None:
        """Refuses a property that names nothing."""
        for reference in self.by_holder.get(call.type.token, ()):
            if reference.missing is None:
                continue
            before = set(values_at(call.old or {}, reference.path))
            for value in values_at(call.inputs, reference.path):
                if value not in before and not self.found(call, reference, value):
                    raise Refusal(reference.missing.format(value=value, region=call.region))

    def found(self, call: Call, reference: Reference, value: str) -> bool:
        """Whether the value names a live thing, or one that the cloud itself owns."""
        if value in self.foreign or is_unknown(value):
            return True
        return any(
            names(record, reference, value)
            for target in reference.targets
            for state in (LIVE, OWNED)
            for record in call.cloud.find_in(state, target)
            if reference.anywhere or record.region in (call.region, GLOBAL) or call.region == GLOBAL
        )

    def check_unused(self, call: Call, record: Record) -> None:
        """Refuses to delete a thing while another names it."""
        for reference in self.by_target.get(record.type, ()):
            if reference.in_use is None:
                continue
            for user in call.cloud.find(reference.holder):
                same = user.type == record.type and user.key == record.key
                elsewhere = user.region not in (record.region, GLOBAL) and record.region != GLOBAL
                if same or (elsewhere and not reference.anywhere):
                    continue
                if any(names(record, reference, value) for value in values_at(user.properties, reference.path)):
                    raise Refusal(reference.in_use.format(id=record.id, user=user.id, value=record.id))


def names(record: Record, reference: Reference, value: str) -> bool:
    """Whether the value is one of the attributes by which the thing may be named."""
    return any(value == (record.id if by == "id" else record.properties.get(by)) for by in reference.by)


def values_at(values: Any, path: tuple[str, ...]) -> Iterator[str]:
    """The text values at a path, through lists and maps with the key `*`."""
    if isinstance(values, list):
        for inner in values:
            yield from values_at(inner, path)
    elif not path:
        if isinstance(values, str) and values:
            yield values
    elif isinstance(values, Mapping):
        yield from values_at(values.get(path[0]), path[1:])
