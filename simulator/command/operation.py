"""`preview`, `up`, `destroy` and the others that need the simulated clouds."""

from collections.abc import Sequence
from dataclasses import replace

from simulator.clock import Clock
from simulator.command import checkpoint, docker_host, kinds
from simulator.command.checkpoint import Recorded
from simulator.command.environment import REPOSITORY
from simulator.command.say import say
from simulator.command.schedule import Graph, schedule
from simulator.command.session import Session
from simulator.command.stack import Stack
from simulator.command.summary import Run
from simulator.operations import Operation

POLICIES = REPOSITORY / "policies"


def run(session: Session, stack: Stack) -> int:
    """Run the engine with the simulated providers attached, then say what they did. Returns Pulumi's exit code."""
    from simulator.providers import Providers

    state = checkpoint.path(session.home.state, session.project.name, stack.name)
    before = checkpoint.read(state)
    program = session.project.program
    folder = program if program.is_dir() else program.parent
    live = docker_host.of(session, stack) if session.environment.live else None
    # Real time passes by itself.
    clock = Clock(None if live else session.environment.speed)
    with Providers(session.home.root, clock, folder, live) as providers:
        code = session.engine.run(_arguments(session, stack), providers.debug_providers)
        operations = providers.operations.list()
    after = checkpoint.read(state)
    if session.line.command in kinds.CHANGES:
        _tell(session, stack, operations, before, after)
    if session.line.command == "destroy":
        _after_destroy(session, stack, code, list(after.values()))
    return code


def _arguments(session: Session, stack: Stack) -> list[str]:
    """The command as Pulumi gets it: with the effective configuration and, where they count, the policies."""
    policed = session.line.command in kinds.POLICED and (POLICIES / "PulumiPolicy.yaml").is_file()
    return session.line.without("config-file", "remove").arguments(
        "--config-file", str(stack.file), *(["--policy-pack", str(POLICIES)] if policed else [])
    )


def _tell(session: Session, stack: Stack, operations: Sequence[Operation], before: Graph, after: Graph) -> None:
    live = session.environment.live
    if live:
        operations = [replace(each, seconds=each.finish - each.start) for each in operations]
    plan = schedule(operations, before, after)
    done = Run(session.line.command, stack.name, session.environment.speed, plan, live=live)
    if session.environment.report:
        done.write(session.environment.report)
    json = session.line.has("json") or session.line.value("output") == "json"
    for line in done.lines():
        say(line) if json else print(line, flush=True)


def _after_destroy(session: Session, stack: Stack, code: int, left: list[Recorded]) -> None:
    if code != 0 and any(resource.protected for resource in left):
        say(
            f"this stack is protected. To remove it: set `groundwork:disposable: true` in Pulumi.{stack.name}.yaml, "
            "run `up`, which takes the protection off, then `destroy`"
        )
    if code == 0 and session.line.has("remove"):
        session.engine.do(["stack", "rm", "--yes", "--preserve-config", *stack.flags])
        session.home.overlay(session.project.name, stack.name).unlink(missing_ok=True)
        say(f"removed the stack {stack.name}; Pulumi.{stack.name}.yaml is untouched")
