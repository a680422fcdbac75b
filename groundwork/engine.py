"""Asks Pulumi about a stack: the real one with the account at hand, or `simulate` without any."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from groundwork import preview
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.resources import Resource, Snapshot

POLICIES = Path(__file__).resolve().parents[1] / "policies"
SIMULATE = (sys.executable, "-m", "simulator")
EVENT_LOG = {"PULUMI_DEBUG_COMMANDS": "true"}
"""Makes `--event-log` an option of `pulumi preview`, as Pulumi's own Automation API does."""


@dataclass(frozen=True)
class Engine:
    """Pulumi for the project in a folder."""

    project: Path
    real: bool = False
    """`pulumi`, with its backend and its account; otherwise `simulate`."""
    progress: Callable[[str], None] = lambda _: None
    """Told what takes long, before it begins."""

    @property
    def name(self) -> str:
        """The project's name; raises ProblemError where the folder has no Pulumi.yaml."""
        file = self.project / "Pulumi.yaml"
        if not file.is_file():
            raise ProblemError(f"{file} is not there; name the project's folder with -C")
        return str(yaml.safe_load(file.read_text(encoding="utf-8"))["name"])

    def preview(self, stack: str) -> Preview:
        """What an update of the stack would do; a refusal by a policy is an answer, a program that fails a problem."""
        self.progress(f"preview of {stack}")
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "events.json"
            policies = ("--policy-pack", str(POLICIES)) if self.real else ()
            done = self._run("preview", "--stack", stack, "--json", "--event-log", str(log), *policies)
            events = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        found = preview.read(self.name, stack, self.state(stack).values(), _json(done.stdout), events)
        if done.returncode != 0 and not found.refused:
            raise ProblemError(done.stderr.strip() or f"`pulumi preview --stack {stack}` ended with {done.returncode}")
        if found.errors:
            raise ProblemError("\n".join(found.errors))
        return found

    def state(self, stack: str) -> Snapshot:
        """The stack as it was last left; empty where nothing has been made yet."""
        done = self._run("stack", "export", "--stack", stack)
        if done.returncode != 0:
            raise ProblemError(done.stderr.strip())
        return Snapshot(Resource.read(each) for each in _json(done.stdout)["deployment"].get("resources") or [])

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ("pulumi",) if self.real else SIMULATE
        return _ended([*command, "--cwd", str(self.project), "--non-interactive", *arguments])


def _ended(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            env={**os.environ, **EVENT_LOG, "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise ProblemError(f"there is no `{command[0]}` on PATH; without --real the simulated cloud is asked") from None


def _json(text: str) -> Mapping[str, Any]:
    """What Pulumi printed as JSON; empty where it ended before that."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return {}
