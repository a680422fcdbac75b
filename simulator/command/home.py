"""SIMULATOR_HOME: everything that simulated runs leave behind, in one folder."""

import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from simulator.command.problem import CommandError
from simulator.command.say import say


class Home:
    """Knows where things are. Nothing outside this folder is written, and two homes share nothing."""

    def __init__(self, root: Path) -> None:
        """Make the folder if need be. Raises CommandError when it cannot be made or written."""
        self.root = root
        ignore = root / ".gitignore"
        try:
            root.mkdir(parents=True, exist_ok=True)
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"SIMULATOR_HOME={root} cannot be used ({error.strerror}); name a folder that you may write"
            ) from None

    @property
    def state(self) -> Path:
        """The engine's state backend."""
        return self._folder("state")

    @property
    def pulumi(self) -> Path:
        """PULUMI_HOME: the engine's own files, such as which stack is selected."""
        return self._folder("pulumi")

    def log(self, *, wanted: bool) -> None:
        """Let the engine keep its log of every call in `pulumi/logs`, or not: a file in its place and it keeps none.

        A folder that is there stays. See docs/decisions/0067-no-engine-log-of-simulated-runs.md.
        """
        logs = self.pulumi / "logs"
        if wanted:
            if logs.is_file():
                logs.unlink(missing_ok=True)
        else:
            logs.touch()

    def overlay(self, project: str, stack: str) -> Path:
        """What the simulated stack's configuration adds to the tracked file."""
        return self.root / "config" / project / f"{stack}.yaml"

    @contextmanager
    def scratch(self) -> Generator[Path, None, None]:
        """A folder for this run alone, gone afterwards."""
        runs = self._folder("runs")
        for left in runs.iterdir():
            if not (left.name.isdigit() and _is_running(int(left.name))):
                shutil.rmtree(left, ignore_errors=True)
        folder = runs / str(os.getpid())
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def lock(self, name: str, waiting: str) -> Generator[None, None, None]:
        """Hold the lock `name` of this home; while another process holds it say `waiting` once, and wait.

        The kernel releases it when this process ends, however it ends.
        """
        with (self.root / f"{name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(waiting)
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
