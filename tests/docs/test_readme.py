"""The READMEs say what the commands say."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from groundwork.command import VERBS, main
from tests.engine.harness import REPOSITORY, Project

READMES = ("README.md", "README.zh-CN.md")
STACKS = ("dev", "prod")
REGIONS = {"aws": "us-east-1", "alicloud": "eu-central-1"}
"""Of the tables of costs, in their order."""
ROW = re.compile(r"^\| (?:`(\w+)`[^|]*|\*\*[^|]+\*\*) \| (?:\*\*)?([\d.]+)(?:\*\*)? \| (?:\*\*)?([\d.]+)(?:\*\*)? \|$")


def tables(readme: str) -> list[dict[str, tuple[str, str]]]:
    """Of each table of costs: part, or nothing for the sum -> what it costs in dev and in prod, as text."""
    found: list[dict[str, tuple[str, str]]] = [{}]
    for line in (REPOSITORY / readme).read_text(encoding="utf-8").splitlines():
        if row := ROW.match(line):
            found[-1][row[1] or ""] = (row[2], row[3])
            if row[1] is None:
                found.append({})
    return found[:-1]


def test_both_languages_have_the_same_costs() -> None:
    english, chinese = map(tables, READMES)
    assert len(english) == len(REGIONS)
    assert english == chinese


@pytest.mark.engine
@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("cloud", REGIONS)
def test_costs_are_those_of_the_command(
    cloud: str, stack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project("notes", tmp_path)
    with project.edit(f"Pulumi.{stack}.yaml") as content:
        content["config"] |= {"groundwork:cloud": cloud, f"{cloud}:region": REGIONS[cloud]}
    monkeypatch.setenv("SIMULATOR_HOME", str(project.home))
    assert main(["cost", "-C", str(project.folder), "--stack", stack, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    costs: dict[str, float] = defaultdict(float, {"": told["total"]["monthly"]})
    for line in told["lines"]:
        costs[line["part"]] += line["monthly"]
    said = {part: both[STACKS.index(stack)] for part, both in tables("README.md")[list(REGIONS).index(cloud)].items()}
    assert said == {part: as_precise(cost, said.get(part, "")) for part, cost in costs.items()}


def as_precise(cost: float, text: str) -> str:
    """A cost with as many decimals as the text has."""
    return f"{cost:.{len(text.partition('.')[2])}f}"


@pytest.mark.parametrize("readme", READMES)
def test_every_verb_has_its_line(readme: str) -> None:
    text = (REPOSITORY / readme).read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([a-z]+)` \| [^|]+ \|$", text, re.MULTILINE)) == sorted(VERBS)
