"""`deploy`: an update of a stack in its account."""

import argparse

from groundwork import options
from groundwork.engine import POLICIES
from groundwork.pipeline import program


def arguments(parser: argparse.ArgumentParser) -> None:
    """A project and a stack."""
    options.folder(parser)
    options.stack(parser)


def run(chosen: argparse.Namespace) -> int:
    """Let `pulumi` update the stack, after its own preview and unless a policy refuses."""
    cwd = ("--cwd", str(chosen.cwd.resolve()), "--non-interactive")
    return program.run("pulumi", *cwd, "up", "--stack", chosen.stack, "--yes", "--policy-pack", str(POLICIES))
