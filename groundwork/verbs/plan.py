"""`groundwork plan --stack STACK`."""

import argparse

from groundwork import options
from groundwork.plan.answer import Plan


def arguments(parser: argparse.ArgumentParser) -> None:
    """A project and a stack."""
    options.project(parser)
    options.stack(parser)


def answer(chosen: argparse.Namespace) -> Plan:
    """Ask for a preview; raises ProblemError."""
    return Plan(options.engine(chosen).preview(chosen.stack))
