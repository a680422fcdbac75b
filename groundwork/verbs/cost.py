"""`groundwork cost --stack STACK`."""

import argparse
import json
from pathlib import Path

from groundwork import files, options
from groundwork.cost.answer import Cost
from groundwork.cost.bill import Bill, of_stack
from groundwork.cost.rows import parsed
from groundwork.problem import ProblemError


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack, and what to hold it against."""
    options.project(parser)
    options.stack(parser)
    options.prices(parser)
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--change", action="store_true", help="what the next update changes: against what runs now")
    beside.add_argument("--against", metavar="STACK", help="against another stack of the project")
    beside.add_argument(
        "--baseline", type=Path, metavar="FILE", help="against an earlier answer with --json, of another commit"
    )


def answer(chosen: argparse.Namespace) -> Cost:
    """What the stack costs after the next update; raises ProblemError."""
    engine = options.engine(chosen)
    found = engine.preview(chosen.stack)
    about = f"{found.project}, {found.stack}"
    own = of_stack(found, found.after, chosen.prices)
    if chosen.change:
        return Cost.of_update(found, chosen.prices)
    if chosen.against:
        other = engine.preview(chosen.against)
        return Cost(about, own, of_stack(other, other.after, chosen.prices), chosen.against)
    if chosen.baseline:
        return Cost(about, own, _saved(chosen.baseline), chosen.baseline.name)
    return Cost(about, own)


def _saved(path: Path) -> Bill:
    text = files.read(path)
    try:
        return parsed(json.loads(text), str(path))
    except json.JSONDecodeError:
        raise ProblemError(f"{path} is no answer of `groundwork cost --json`") from None
