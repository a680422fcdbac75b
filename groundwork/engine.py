"""Asks Pulumi about a stack: the real one with the account at hand, or `simulate` without any."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from groundwork import preview
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.resources import Resource, Snapshot
from simulator.command.problem import CommandError
from simulator.command.project import Project, find

POLICIES = Path(__file__).resolve().parents[1] / "policies"
SIMULATE = (sys.executable, "-P", "-m", "simulator")
"""The simulator beside this file, whatever modules lie where a person is: a `settings.py`, for example."""
SIMULATE_OF_FOLDER = (sys.executable, "-m", "simulator")
"""The one in the folder that it runs in."""
EVENT_LOG = {"PULUMI_DEBUG_COMMANDS": "true"}
"""Makes `--event-log` an option of `pulumi preview`, as Pulumi's own Automation API does."""

APART = {"SIMULATOR_SPEED": "max", "SIMULATOR_DOCKER": "simulated", "SIMULATOR_REPORT": ""}
"""Makes simulated clouds of their own run at once, whatever the person's environment says of theirs."""


@dataclass(frozen=True)
class Engine:
    """Pulumi for the project in a folder."""

    project: Path
    real: bool = False
    """`pulumi`, with its backend and its account; otherwise `simulate`."""
    progress: Callable[[str], None] = lambda _: None
    """Told what takes long, before it begins."""
    home: Path | None = None
    """Folder of simulated clouds of its own, which nobody waits for; None: those that the environment names."""

    @property
    def described(self) -> Project:
        """The project as its Pulumi.yaml has it; raises ProblemError where the folder has none that can be read."""
        try:
            found = find(self.project)
        except CommandError as error:
            raise ProblemError(str(error)) from None
        if found is None or found.root != self.project:
            raise ProblemError(f"{self.project / 'Pulumi.yaml'} is not there; name the project's folder with -C")
        return found

    def make(self, stack: str) -> None:
        """Make the stack in the simulated clouds of `home`; raises ProblemError where that fails."""
        self.progress(f"making {stack}")
        done = self._run("up", "--stack", stack, "--yes", "--skip-preview")
        if done.returncode != 0:
            raise ProblemError(f"making {stack} failed:\n{(done.stdout + done.stderr).strip()}")

    def preview(self, stack: str) -> Preview:
        """What an update of the stack would do; a refusal by a policy is an answer, a program that fails a problem."""
        self.progress(f"preview of {stack}")
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "events.json"
            policies = ("--policy-pack", str(POLICIES)) if self.real else ()
            done = self._run("preview", "--stack", stack, "--json", "--event-log", str(log), *policies)
            events = [_json(line) for line in log.read_text().splitlines()] if log.exists() else []
        found = preview.read(self.described.name, stack, self.state(stack).values(), _json(done.stdout), events)
        if done.returncode != 0 and not found.refused:
            raise _failed(done, f"preview --stack {stack}")
        if found.errors:
            raise ProblemError("\n".join(found.errors))
        return found

    def state(self, stack: str) -> Snapshot:
        """The stack as it was last left; empty where nothing has been made yet."""
        done = self._run("stack", "export", "--stack", stack)
        if done.returncode != 0:
            raise _failed(done, f"stack export --stack {stack}")
        return Snapshot(Resource.read(each) for each in _json(done.stdout)["deployment"].get("resources") or [])

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        line = ["--cwd", str(self.project), "--non-interactive", *arguments]
        if self.home is None:
            return _ended([*(("pulumi",) if self.real else SIMULATE), *line])
        # The simulator is of the program's own commit.
        program = self.described.program
        folder = program if program.is_dir() else program.parent
        return _ended([*SIMULATE_OF_FOLDER, *line], {**APART, "SIMULATOR_HOME": str(self.home)}, folder)


def _ended(
    command: Sequence[str], variables: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **EVENT_LOG, "NO_COLOR": "1", **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise ProblemError(f"there is no `{command[0]}` on PATH; without --real the simulated cloud is asked") from None


def _failed(done: subprocess.CompletedProcess[str], what: str) -> ProblemError:
    return ProblemError(done.stderr.strip() or f"`pulumi {what}` ended with {done.returncode}")


def _json(text: str) -> Mapping[str, Any]:
    """What Pulumi wrote as JSON; empty where it ended before that."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return {}
