"""The Python environment is made by a Python that is new enough, and only when something changed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.toolchain.fakes import script

SCRIPT = Path(__file__).parents[2] / "toolchain" / "environment.sh"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with a lock file and no environment."""
    folder = tmp_path / "clone"
    (folder / "toolchain").mkdir(parents=True)
    shutil.copy(SCRIPT, folder / "toolchain")
    (folder / "uv.lock").write_text("lock")
    (folder / "pyproject.toml").write_text("project")
    return folder


PYTHON = """\
case "$1" in
-c) exit {old} ;;
--version) echo Python 3.x; exit ;;
esac
echo "$(basename "$0") $*" >>{log}
mkdir -p "$3/bin"
cp "$0" "$3/bin/python"
cp "$(dirname "$0")/the-uv" "$3/bin/uv"
"""

UV = """\
echo "uv $* $UV_COMPILE_BYTECODE" >>{log}
touch .venv/bin/simulate
chmod +x .venv/bin/simulate
"""


def run(clone: Path, bin_folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [clone / "toolchain" / "environment.sh"],
        env={"PATH": f"{bin_folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def python(bin_folder: Path, name: str, log: Path, *, old: bool = False) -> None:
    script(bin_folder / name, PYTHON.format(old=int(old), log=log))
    script(bin_folder / "the-uv", UV.format(log=log))


def test_first_python_that_is_new_enough_makes_the_environment(clone: Path, tmp_path: Path) -> None:
    bin_folder, log = tmp_path / "bin", tmp_path / "log"
    python(bin_folder, "python3", log, old=True)
    for version in ("3.14", "3.13", "3.12"):
        python(bin_folder, f"python{version}", log, old=version != "3.13")
    assert run(clone, bin_folder).returncode == 0
    assert log.read_text().splitlines() == [
        "python3.13 -m venv .venv",
        "uv sync --frozen --no-progress --python .venv/bin/python 1",
    ]


def test_second_run_does_nothing_until_the_lock_changes(clone: Path, tmp_path: Path) -> None:
    bin_folder, log = tmp_path / "bin", tmp_path / "log"
    python(bin_folder, "python3", log)
    run(clone, bin_folder)
    again = run(clone, bin_folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(log.read_text().splitlines()) == 2
    (clone / "uv.lock").write_text("changed")
    run(clone, bin_folder)
    assert log.read_text().splitlines()[2:] == ["uv sync --frozen --no-progress --python .venv/bin/python 1"]


def test_without_a_python_that_is_new_enough_a_sentence_says_so(clone: Path, tmp_path: Path) -> None:
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        python(tmp_path / "bin", name, tmp_path / "log", old=True)
    refused = run(clone, tmp_path / "bin")
    assert refused.returncode == 1
    assert refused.stderr == (
        "setup: there is no Python 3.11 or newer on PATH; install one (https://www.python.org/downloads) "
        "or name it: make setup PYTHON=/path/to/python3\n"
    )
