"""Judges inputs and differences of one package's resources, before anything is made; knows nothing of gRPC."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.catalogue import ResourceType, UnknownType
from simulator.checking import check, fill
from simulator.checking.naming import MADE, NameProblem, Naming, give_names, nameable
from simulator.difference import Change, compare
from simulator.lifecycle import Place, all_tags
from simulator.package import Package
from simulator.values import UNKNOWN, is_unknown


class Inspection:
    """The checks and differences of one package."""

    def __init__(self, package: Package) -> None:
        """For one package."""
        self.package = package

    def check(
        self, token: str, inputs: Mapping[str, Any], old: Mapping[str, Any], naming: Naming
    ) -> tuple[dict[str, Any], list[str]]:
        """The inputs with names and defaults filled in, and everything that is wrong with them."""
        try:
            type_ = self.package.catalogue[token]
        except UnknownType as problem:
            return dict(inputs), [str(problem)]
        try:
            filled = give_names(type_, fill(type_.properties, inputs), old, naming)
        except NameProblem as problem:
            return dict(inputs), [str(problem)]
        problems = check(type_, filled)
        hook = self.package.behaviour(token).check
        if hook and not problems:
            problems = list(hook(filled, old))
        return filled, problems

    def diff(
        self,
        token: str,
        state: Mapping[str, Any],
        old_inputs: Mapping[str, Any],
        new: Mapping[str, Any],
        place: Place,
        ignored: Iterable[str] = (),
    ) -> list[Change]:
        """What differs between state and new inputs; what is not in the state is compared with the old input."""
        type_ = self.package.catalogue[token]
        was = {**{key: old_inputs[key] for key in old_inputs if key not in state}, **state}
        skip = set(ignored)
        changes = [change for change in compare(type_.properties, was, new) if not skip.intersection(prefixes(change))]
        behaviour = self.package.behaviour(token)
        further = set(behaviour.replaces(was, new)) if behaviour.replaces else set()
        changes = [Change(each.path, each.kind, each.replaces or each.path[0] in further) for each in changes]
        moved = behaviour.differs(state, new) if behaviour.differs else ()
        changes += [Change((name,), "update", replaces=name in further) for name in moved]
        if (
            "tagsAll" in type_.outputs
            and not any(change.path[0] == "tags" for change in changes)
            and "tags" not in skip
        ):
            wanted = all_tags(place, new)
            if not is_unknown(wanted) and state.get("tagsAll") not in (None, UNKNOWN) and state["tagsAll"] != wanted:
                changes.append(Change(("tagsAll",), "update", replaces=False))
        return changes

    def deletes_first(self, type_: ResourceType, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Whether a replacement must delete before it creates: where a name given by a person would clash."""
        made = new.get(MADE, ())
        kept = (key for key, _ in nameable(type_) if key not in made and new.get(key) is not None)
        return type_.delete_before_replace or any(old.get(key) == new.get(key) for key in kept)


def prefixes(change: Change) -> set[str]:
    """The paths that, when ignored, cover a change."""
    found, text = set(), ""
    for step in change.path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
        found.add(text)
    return found
