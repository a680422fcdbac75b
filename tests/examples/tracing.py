"""What is met how, on which target, and by which tests, as `examples/<system>/requirements.yaml` says it.

    CTO-1:
      how: three parts, deployed apart
      tests: [tests/…::test_…]              # on every target that the requirement names, or
      aws, alicloud: {tests: [tests/…]}     # on these, and
      docker: {exception: why nobody can have it there}

There is no third kind: what is neither met nor excepted fails `tests/examples/test_requirements.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
IDS = Path(__file__).parent / "ids"
"""One list per system: id and targets of every requirement on infrastructure, as the system's page has them."""

SYSTEMS = ("cto-new", "loss-assessment", "claw-ai", "towow", "semibot")
TARGETS = ("aws", "alicloud", "docker")
KINDS = ("tests", "exception")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement on one target."""

    id: str
    target: str
    how: str
    tests: tuple[str, ...] = ()
    """Pytest node ids; one without brackets means all its parameters."""
    exception: str = ""
    """Why it is not met there."""

    @property
    def met(self) -> bool:
        """Whether tests prove it."""
        return bool(self.tests) and not self.exception


def file(system: str) -> Path:
    """Where a system's requirements are traced."""
    return REPOSITORY / "examples" / system / "requirements.yaml"


def written(system: str) -> dict[str, dict[str, Any]]:
    """The file as it stands."""
    return yaml.safe_load(file(system).read_text(encoding="utf-8"))


def targets(system: str) -> dict[str, tuple[str, ...]]:
    """Id -> targets, of every requirement that the system's page marks INFRA."""
    lines = (IDS / f"{system}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {identifier: tuple(names.split()) for identifier, names in pairs}


def rows(system: str) -> list[Row]:
    """Every requirement on every target it names; what the file does not speak of has neither tests nor reason."""
    content = written(system)
    return [
        Row(id=identifier, target=target, how=entry.get("how", ""), **_said(entry, target))
        for identifier, names in targets(system).items()
        for entry in [content.get(identifier, {})]
        for target in names
    ]


def groups(entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Targets and what is said of them; no targets: every one that the requirement names."""
    general = {kind: entry[kind] for kind in KINDS if kind in entry}
    if general:
        yield (), general
    for key, said in entry.items():
        if isinstance(said, Mapping):
            yield tuple(key.split(", ")), said


def _said(entry: Mapping[str, Any], target: str) -> dict[str, Any]:
    for names, said in groups(entry):
        if not names or target in names:
            return {"tests": tuple(said.get("tests", ())), "exception": said.get("exception", "")}
    return {}
