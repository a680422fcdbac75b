"""Every script is one that its shell can read."""

import subprocess
from pathlib import Path

import pytest

from components import scripts as shared
from components.clouds.docker import scripts
from components.sql_files.runner import SCRIPT

SCRIPTS = [SCRIPT, *sorted(script for folder in (scripts.FOLDER, shared.FOLDER) for script in folder.glob("*.sh"))]


def shell_of(script: Path) -> str:
    """The shell that the first line names; what has none is handed to `sh -c`."""
    first = script.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("#!") if first.startswith("#!") else "/bin/sh"


def test_there_are_some() -> None:
    assert {shell_of(script) for script in SCRIPTS} == {"/bin/sh", "/bin/bash"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_its_shell_can_read_it(script: Path) -> None:
    done = subprocess.run([shell_of(script), "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_it_says_first_what_it_is_for(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#!")).startswith("# ")
