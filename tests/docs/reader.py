"""Somebody who works through a page, in a clone of this repository, without an account."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.docs.page import Merge, Step
from tests.engine import warm
from tests.engine.harness import REPOSITORY, TIMEOUT

STANDS_IN = Path(__file__).with_name("stands_in.sh")
SET_UP = (".venv", ".tools")
"""What `make setup` makes; the clone has this repository's."""
LEFT_OUT = shutil.ignore_patterns(*SET_UP, ".git", ".simulator", ".server", ".*_cache", "dist", "tests")


class Reader:
    """Takes one step after another; where one ends, the next begins."""

    def __init__(self, folder: Path) -> None:
        """Clone this repository into `folder`."""
        self.clone = folder / "groundwork"
        shutil.copytree(REPOSITORY, self.clone, ignore=LEFT_OUT)
        for name in SET_UP:
            (self.clone / name).symlink_to(REPOSITORY / name)
        self.here = self.clone
        """The working directory."""
        self._where = folder / "where"
        self._environment = {
            **os.environ,
            "CLONE": str(self.clone),
            "COLUMNS": "120",
            "NO_COLOR": "1",
            "SIMULATOR_HOME": str(folder / "simulator"),
            "ACCOUNT": str(folder / "account"),
            "SIMULATOR_SPEED": "max",
            **warm.environment(self.clone),
        }

    def take(self, step: Step) -> str:
        """Do as the page says and return what was printed; a command that fails fails the test."""
        if isinstance(step, Merge):
            self._merge(step)
            return ""
        script = f'set -eu\n. "{STANDS_IN}"\n{step.text}\npwd >"{self._where}"\n'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.here,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=2 * TIMEOUT,
            check=False,
        )
        assert done.returncode == 0, f"exit code {done.returncode} of\n{step.text}\n{done.stdout}"
        self.here = Path(self._where.read_text().strip())
        return done.stdout

    def _merge(self, step: Merge) -> None:
        path = self.here / step.file
        path.write_text(yaml.safe_dump(_merged(yaml.safe_load(path.read_text()), step.content), sort_keys=False))


def _merged(old: Any, new: Any) -> Any:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
