"""Everything that one run of `simulate` knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.command.arguments import CommandLine
from simulator.command.engine import Engine
from simulator.command.environment import Environment
from simulator.command.home import Home
from simulator.command.problem import CommandError
from simulator.command.project import Project
from simulator.command.stack import Stack


@dataclass(frozen=True)
class Session:
    """One command line on one project in one home."""

    line: CommandLine
    project: Project
    environment: Environment
    home: Home
    engine: Engine
    scratch: Path
    """A folder of this run alone."""

    directory: Path
    """The working directory."""

    variables: Mapping[str, str]
    """The environment variables."""

    def stack(self, name: str | None = None) -> Stack:
        """The stack of that name, or the one that the command line or `stack select` names.

        Raises CommandError when nothing names one.
        """
        given = self.line.value("config-file")
        name = (name or self._name()).rpartition("/")[2]
        tracked = self.directory / given if given else self.project.stack_file(name)
        return Stack(self.project, name, tracked, self.scratch, live=self.environment.live)

    def _name(self) -> str:
        if name := self.line.value("stack") or self.variables.get("PULUMI_STACK"):
            return name
        answer = self.engine.ask(["stack", "--show-name", "--cwd", str(self.project.root)])
        if answer.returncode == 0:
            return answer.stdout.strip()
        known = ", ".join(self.project.stacks()) or "none yet"
        raise CommandError(
            f"which stack? Say `--stack NAME`; stacks of {self.project.name} with a configuration: {known}"
        )
