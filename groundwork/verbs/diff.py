"""`groundwork diff STACK STACK`."""

import argparse
from pathlib import Path

from groundwork import options, stack_files
from groundwork.cost.bill import of_stack
from groundwork.difference.answer import Difference
from groundwork.difference.side import Side
from groundwork.engine import Engine


def arguments(parser: argparse.ArgumentParser) -> None:
    """Two stacks of one project."""
    options.project(parser)
    parser.add_argument("here", metavar="STACK", help="name of a stack")
    parser.add_argument("there", metavar="STACK", help="name of the stack that it is held against")
    options.prices(parser)


def answer(chosen: argparse.Namespace) -> Difference:
    """Preview both; raises ProblemError."""
    engine = options.engine(chosen)
    here, there = (_side(engine, name, chosen.prices) for name in (chosen.here, chosen.there))
    return Difference(here, there)


def _side(engine: Engine, name: str, prices: Path | None) -> Side:
    _, stack = stack_files.read(engine.project, name)
    found = engine.preview(name)
    return Side(stack, found, of_stack(found, found.after, prices))
