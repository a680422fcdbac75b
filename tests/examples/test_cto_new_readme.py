"""The README of examples/cto-new: every requirement once, and nothing named that is not there."""

import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from settings.application import Application

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "examples/cto-new"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
IDS = (Path(__file__).parent / "cto_new_ids.txt").read_text(encoding="utf-8").split()
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in README.splitlines() if "| CTO-" in line]
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", README)))
NODES = [text for text in QUOTED if "::" in text]
FILES = [text for text in QUOTED if re.fullmatch(r"[a-z_]+/[a-z_/]+\.py", text)]
LINKS = sorted(set(re.findall(r"\]\(([^)]+)\)", README)))
COMMANDS = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
SECTIONS = "|".join(Application.model_fields)
KEYS = [text for text in QUOTED if re.fullmatch(rf"({SECTIONS})(\.[a-z0-9_]+)*", text)]


def test_every_requirement_is_named_once() -> None:
    assert [row[0].removeprefix("| ") for row in ROWS if len(row) != 4] == []
    assert sorted(row[0].removeprefix("| ") for row in ROWS) == sorted(IDS)


def test_whatever_is_met_has_a_proof() -> None:
    """But for what a person reads in an output."""
    bare = [row[0].removeprefix("| ") for row in ROWS if "::" not in row[3] and "**not yet**" not in row[2]]
    assert bare == ["CTO-43"]


@pytest.mark.parametrize("node", NODES)
def test_a_proof_exists(node: str) -> None:
    path, _, name = node.partition("::")
    assert name in set(nodes(ROOT / path))


@pytest.mark.parametrize("key", KEYS)
def test_a_setting_exists(key: str) -> None:
    """In app.yaml, or with a default in what app.yaml may say."""
    at: object = Application.model_validate(yaml.safe_load((FOLDER / "app.yaml").read_text(encoding="utf-8")))
    for step in key.split("."):
        names = type(at).model_fields if isinstance(at, BaseModel) else at
        assert isinstance(names, Mapping)
        assert step in names
        at = getattr(at, step) if isinstance(at, BaseModel) else names[step]


@pytest.mark.parametrize("file", FILES)
def test_a_file_exists(file: str) -> None:
    assert (ROOT / file).is_file()


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_somewhere(link: str) -> None:
    assert (FOLDER / link).is_file()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_names_a_stack_of_this_folder(command: str) -> None:
    found = re.fullmatch(
        r"\.venv/bin/simulate -C (\S+) (preview|up|stack output|destroy) --stack (\w+)( --yes)?", command
    )
    assert found
    assert (ROOT / found[1]).samefile(FOLDER)
    assert (FOLDER / f"Pulumi.{found[3]}.yaml").is_file()


def test_the_readme_was_read() -> None:
    """So that no list above is empty because the README's form has changed."""
    assert all([NODES, FILES, LINKS, COMMANDS, KEYS])


def nodes(path: Path) -> Iterator[str]:
    """Names below a test file, as pytest tells them: `test_x`, or `TestY::test_x`, inherited ones too."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name, held in vars(module).items():
        if name.startswith("test_"):
            yield name
        if name.startswith("Test") and isinstance(held, type):
            yield from (f"{name}::{method}" for method in dir(held) if method.startswith("test_"))
