"""Writes docs/policies.md, every rule as it stands: `python -m policies.reference`."""

from collections.abc import Iterator
from pathlib import Path

from pulumi_policy import EnforcementLevel

from policies.pack.rule import Rule
from policies.pack.tuning import options
from policies.rules import RULES
from policies.rules.controls import NotApplicable, controls, not_applicable

FILE = Path(__file__).parents[1] / "docs/policies.md"
HEAD = Path(__file__).parent / "introduction.md"
CLOUDS = {"aws": "AWS", "alicloud": "Alibaba Cloud", "docker": "Docker"}
LEVELS = {
    EnforcementLevel.ADVISORY: "advisory",
    EnforcementLevel.MANDATORY: "mandatory",
    EnforcementLevel.DISABLED: "off",
}
COLUMNS = ("rule", "must hold", "clouds", "severity", "level", "figures", "controls")


def page() -> str:
    """The whole page."""
    rules = {rule.id: rule for rule in RULES}
    areas: dict[str, list[Rule]] = {}
    for control in controls():
        if control.id in rules:
            areas.setdefault(control.area, []).append(rules[control.id])
    lines = [HEAD.read_text(encoding="utf-8")]
    for area, listed in areas.items():
        lines += [f"## {area.replace('-', ' ').capitalize()}", "", *_table(listed), ""]
    lines += _impossible(not_applicable())
    lines += _waived()
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(rules: list[Rule]) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield f"|{'---|' * len(COLUMNS)}"
    for rule in rules:
        levels = (rule.levels.dev, rule.levels.staging, rule.levels.prod)
        cells = (
            f'<a id="{rule.id.lower()}"></a>{rule.id}',
            rule.title,
            ", ".join(name for cloud, name in CLOUDS.items() if cloud in rule.clouds),
            rule.severity.value,
            " / ".join(LEVELS[level] for level in levels),
            ", ".join(f"`{name}`: {value}" for name, value in options(rule).items()),
            ", ".join(rule.catalogue.names()),
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _impossible(entries: list[NotApplicable]) -> Iterator[str]:
    if entries:
        yield from ("## What cannot be told", "", "| rule | cloud | why |", "|---|---|---|")
        for entry in entries:
            yield f"| {entry.id} | {CLOUDS[entry.cloud]} | {entry.reason} |"
        yield ""


def _waived() -> Iterator[str]:
    waived = [(rule.id, CLOUDS[cloud], why) for rule in RULES for cloud, why in rule.waived.items()]
    if waived:
        yield from ("## What Groundwork's own stacks leave off", "")
        yield "Other programs are judged by these; a stack of Groundwork when its configuration says so."
        yield from ("", "| rule | cloud | why |", "|---|---|---|")
        yield from (f"| {rule} | {cloud} | {why} |" for rule, cloud, why in waived)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
