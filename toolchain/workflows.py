"""Check this repository's workflows with zizmor and actionlint: `python -m toolchain.workflows`, in `make lint`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from toolchain.docker import go
from toolchain.failure import SetupError
from toolchain.lock import only_one
from toolchain.told import told

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parent / ".tools"
PACKAGE = "github.com/rhysd/actionlint/cmd/actionlint"
ALONE = ("-no-color", "-shellcheck=", "-pyflakes=")
"""It would ask other programs where it finds them, and so find more on one machine than on the next."""


def secure(repository: Path) -> None:
    """Let zizmor look for what an attacker could use. Raises SetupError with what it found."""
    _content(repository, str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet", ".github")


def correct(repository: Path, tools: Path) -> None:
    """Let actionlint look for mistakes: the one on PATH, else one built here. Raises SetupError with what it found."""
    files = sorted((repository / ".github" / "workflows").glob("*.yml"))
    _content(repository, _actionlint(tools), *ALONE, *map(str, files))


def main(repository: Path = HERE.parent, tools: Path = TOOLS, variables: Mapping[str, str] = os.environ) -> int:
    """Check; a machine that can have no actionlint is told of it, and that is no failure except in CI."""
    needed = bool(variables.get("CI") or shutil.which("actionlint") or shutil.which("go"))
    code = told("workflows", lambda: secure(repository))
    return told("workflows", lambda: correct(repository, tools), needed=needed) or code


def _actionlint(tools: Path) -> str:
    if found := shutil.which("actionlint"):
        return found
    with only_one(tools / "actionlint.lock"):
        return str(go.build(PACKAGE, HERE / "actionlint", tools, folder="programs"))


def _content(repository: Path, program: str, *arguments: str) -> None:
    done = subprocess.run([program, *arguments], cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(
            f"{Path(program).name.partition('-')[0]} is not content:\n{(done.stdout + done.stderr).strip()}"
        )


if __name__ == "__main__":
    sys.exit(main())
