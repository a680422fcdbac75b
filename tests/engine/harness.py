"""A project of its own in a temporary folder, driven as a user drives it: `simulate …` in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import settings
from tests.engine import warm

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = ("claw-ai", "cto-new", "loss-assessment", "semibot", "sensors", "towow")
PROJECTS = {name: REPOSITORY / "examples" / name for name in EXAMPLES} | {"notes": REPOSITORY}
FILES = ("app.yaml", "Pulumi.yaml")
STACKS = ("dev", "staging", "prod")
PASSWORD = "random:index/randomPassword:RandomPassword"
TIMEOUT = 420
"""Seconds until a command is given up; the slowest take about 30 on two cores."""


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    output: str
    errors: str

    @property
    def text(self) -> str:
        """Everything that was said, standard output first."""
        return self.output + self.errors

    def succeeded(self) -> "Run":
        """Return itself, or fail the test with everything the command said."""
        assert self.code == 0, f"exit code {self.code}:\n{self.text}"
        return self


class Project:
    """A copy of an application's files, whose `main` is this repository's program, with simulated clouds of its own."""

    def __init__(self, application: str, folder: Path, *more: str) -> None:
        """Copy the files of `application` (a key of PROJECTS) into `folder`; `more` are stacks besides the usual."""
        self.folder = folder / "project"
        self.home = folder / "simulator"
        self.report = folder / "report.json"
        self.variables: Mapping[str, str] = {}
        """Environment variables of every command, besides those that keep it to itself."""
        self.previewed: dict[str, Any] = {}
        """What `preview --json` printed before the stack was made."""
        self.folder.mkdir(parents=True)
        for name in (*FILES, *(f"Pulumi.{stack}.yaml" for stack in (*STACKS, *more))):
            shutil.copy(PROJECTS[application] / name, self.folder / name)
        for stack in more:
            with self.edit(f"Pulumi.{stack}.yaml") as content:
                self._move_builds(PROJECTS[application], content["config"].get("groundwork:overrides", {}))
        with self.edit("Pulumi.yaml") as project:
            project["main"] = os.path.relpath(REPOSITORY, self.folder)
        with self.edit("app.yaml") as app:
            self._move_folders(PROJECTS[application], app)

    def _move_folders(self, origin: Path, app: dict[str, Any]) -> None:
        """Let folders of built pages and of SQL files lead to where they are from here."""
        migrate = (app.get("database") or {}).get("migrate")
        for holder, key in [(part, "directory") for part in app.get("frontends", {}).values()] + [(migrate, "files")]:
            if isinstance(holder, dict) and key in holder:
                holder[key] = os.path.relpath(origin / holder[key], self.folder)

    def _move_builds(self, origin: Path, part: dict[str, Any]) -> None:
        """Let build contexts lead to where they are from here."""
        for key, value in part.items():
            if key == "build":
                value["context"] = os.path.relpath(origin / value["context"], self.folder)
            elif isinstance(value, dict):
                self._move_builds(origin, value)

    def edit(self, name: str) -> "Edit":
        """Open one of the project's YAML files for a change: `with project.edit("app.yaml") as app: …`."""
        return Edit(self.folder / name)

    def simulate(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
        """Run `simulate` with these arguments in the project's folder, without waiting for the simulated clouds."""
        command = [sys.executable, "-m", "simulator", "-C", str(self.folder), "--non-interactive", *arguments]
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env={**os.environ, **self._environment(), **self.variables, **(environment or {})},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def operations(self) -> list[dict[str, Any]]:
        """Return the operations of the last `up` or `destroy`, as SIMULATOR_REPORT tells them."""
        return json.loads(self.report.read_text())["operations"]

    def state(self, stack: str, *options: str) -> list[dict[str, Any]]:
        """Return the resources in the stack's state."""
        exported = self.simulate("stack", "export", "--stack", stack, *options).succeeded()
        return json.loads(exported.output)["deployment"].get("resources", [])

    def secrets(self, stack: str) -> set[str]:
        """Return every generated password and every dummy that stands in for an operator's secret."""
        shown = self.state(stack, "--show-secrets")
        passwords = [resource["outputs"]["result"] for resource in shown if resource["type"] == PASSWORD]
        generated = {json.loads(password["plaintext"]) for password in passwords}
        return generated | {f"simulated-{name}" for name in settings.required_secrets(self.folder, stack)}

    def _environment(self) -> Mapping[str, str]:
        return {
            "SIMULATOR_HOME": str(self.home),
            "SIMULATOR_SPEED": "max",
            "SIMULATOR_REPORT": str(self.report),
            "NO_COLOR": "1",
            **warm.environment(),
        }


class Edit:
    """A YAML file that is read on entry and written on exit."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        self._path = path
        self._content: dict[str, Any] = {}

    def __enter__(self) -> dict[str, Any]:
        """Return the file's content, to be changed in place."""
        self._content = yaml.safe_load(self._path.read_text())
        return self._content

    def __exit__(self, *_: object) -> None:
        """Write the content back."""
        self._path.write_text(yaml.safe_dump(self._content, sort_keys=False))
