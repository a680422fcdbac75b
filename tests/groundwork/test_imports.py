"""The command looks at the others; they do not know it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.harness import REPOSITORY

ROOMS = ("bootstrap", "components", "deployment", "host", "policies", "settings", "simulator", "toolchain")
ANSWERS = (
    "import groundwork.command, groundwork.comment.answer, groundwork.difference.answer, groundwork.picture.answer, "
    "groundwork.timeline.answer, sys"
)
SHOWN = "print(*sys.modules)"
NEVER = {"simulator.providers", "simulator.servicer", "pulumi_aws", "pulumi_alicloud", "pulumi_docker"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_imports_it(room: str) -> None:
    files = [REPOSITORY / "__main__.py", *(REPOSITORY / room).rglob("*.py")]
    assert len(files) > 1
    assert [file for file in files if any(name.partition(".")[0] == "groundwork" for name in imported(file))] == []


def test_it_starts_no_provider() -> None:
    """In a process of its own: this one has imported them."""
    done = subprocess.run(
        [sys.executable, "-c", f"{ANSWERS}\n{SHOWN}"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert NEVER & set(done.stdout.split()) == set()
