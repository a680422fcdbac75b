"""The controls that the pack answers for: which clouds each names, and where one cannot be told."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Control:
    """One row of the table that the pack implements."""

    id: str
    area: str
    clouds: tuple[str, ...]


@dataclass(frozen=True)
class NotApplicable:
    """A control that cannot be told on a cloud that it names."""

    id: str
    cloud: str
    reason: str


def controls() -> list[Control]:
    """Every control, in the order of the table."""
    with (HERE / "controls.csv").open(newline="") as file:
        return [Control(row["id"], row["area"], tuple(row["clouds"].split())) for row in csv.DictReader(file)]


def not_applicable() -> list[NotApplicable]:
    """What is listed as impossible."""
    return [NotApplicable(**entry) for entry in yaml.safe_load((HERE / "not_applicable.yaml").read_text())]


def gaps(wanted: Iterable[Control], listed: Iterable[NotApplicable], told: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong between the controls, those listed as not applicable, and the (rule, cloud) that are told."""
    sides = [(control.id, cloud) for control in wanted for cloud in control.clouds]
    entries = [(entry.id, entry.cloud) for entry in listed]
    implemented = set(told)
    problems = [f"{control} on {cloud}: listed twice" for control, cloud in _twice(sides)]
    problems += [f"{control} on {cloud}: twice in not_applicable.yaml" for control, cloud in _twice(entries)]
    problems += [
        f"{control} on {cloud}: neither told nor listed as not applicable"
        for control, cloud in sides
        if (control, cloud) not in implemented and (control, cloud) not in entries
    ]
    for entry in listed:
        side = (entry.id, entry.cloud)
        if side not in sides:
            problems.append(f"{entry.id} on {entry.cloud}: listed as not applicable, and no control names it")
        elif side in implemented:
            problems.append(f"{entry.id} on {entry.cloud}: listed as not applicable, and told all the same")
        if not entry.reason.strip():
            problems.append(f"{entry.id} on {entry.cloud}: not applicable without a reason")
    identifiers = {control for control, _ in sides}
    problems += [f"{rule}: a rule that is no control" for rule in sorted({r for r, _ in implemented} - identifiers)]
    return problems


def _twice(sides: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted({side for side in sides if sides.count(side) > 1})
