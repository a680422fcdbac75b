"""From a command line to an exit code."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from simulator.command import environment, kinds, operation, secrets, stacks
from simulator.command.arguments import CommandLine
from simulator.command.engine import Engine
from simulator.command.home import Home
from simulator.command.problem import CommandError
from simulator.command.project import find
from simulator.command.say import say
from simulator.command.session import Session

BUSY = "another run is at work in this SIMULATOR_HOME; waiting for it to end"

OF_STACKS = {"stack new": stacks.new, "stack remove": stacks.remove, "stack select": stacks.select}


def simulate(arguments: Sequence[str], variables: Mapping[str, str], directory: Path) -> int:
    """Run one Pulumi command against the simulated clouds and return Pulumi's exit code.

    `variables` are the environment, `directory` the working directory. Raises CommandError.
    """
    settings = environment.read(variables)
    line = CommandLine.parse(arguments)
    if reason := kinds.REFUSED.get(line.command):
        raise CommandError(f"`{line.command}` is not simulated: {reason}")
    home = Home(settings.home)
    engine = Engine(home, variables, live=settings.live)
    project = find((directory / (line.value("cwd") or ".")).resolve())
    if project is None or line.has("help") or line.has("-h"):
        return engine.run(line.arguments())
    with home.scratch() as scratch:
        session = Session(line, project, settings, home, engine, scratch, directory, variables)
        if line.command in OF_STACKS:
            return OF_STACKS[line.command](session)
        if line.command in kinds.CONFIGURED:
            return _configured(session)
        return engine.run(line.arguments())


def _configured(session: Session) -> int:
    """Run a command on a stack with its effective configuration, and keep what it changes in that."""
    command, home = session.line.command, session.home
    with home.lock("operation", BUSY) if command in kinds.CHANGES else nullcontext():
        stack = session.stack()
        required = secrets.required_keys(session.project, stack.name)
        stack.prepare(session.engine, home, required, create=command in kinds.CREATING)
        if command in kinds.ATTACHED:
            code = operation.run(session, stack)
        else:
            code = session.engine.run(session.line.without("config-file").arguments("--config-file", str(stack.file)))
        if stack.keep(home):
            say(f"kept in {home.root}; Pulumi.{stack.name}.yaml is unchanged")
    return code
