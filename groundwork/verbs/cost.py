"""`groundwork cost --stack STACK`."""

import argparse
import json
from pathlib import Path

from groundwork import options
from groundwork.cost import price_file
from groundwork.cost.answer import Cost
from groundwork.cost.bill import BILLED, Bill, bill
from groundwork.cost.rows import parsed
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.resources import Snapshot


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack, and what to hold it against."""
    options.project(parser)
    options.stack(parser)
    parser.add_argument(
        "--prices", type=Path, metavar="FILE", help="a price file of your own, in the form of Groundwork's"
    )
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
    own = _bill(found, found.after, chosen.prices)
    if chosen.change:
        return Cost(about, own, _bill(found, found.before, chosen.prices), "what runs now")
    if chosen.against:
        other = engine.preview(chosen.against)
        return Cost(about, own, _bill(other, other.after, chosen.prices), chosen.against)
    if chosen.baseline:
        return Cost(about, own, _saved(chosen.baseline), chosen.baseline.name)
    return Cost(about, own)


def _bill(found: Preview, snapshot: Snapshot, prices: Path | None) -> Bill | None:
    if found.cloud not in BILLED:
        return None
    read = price_file.read(prices) if prices else price_file.of_cloud(found.cloud)
    return bill(snapshot, found.cloud, found.region, read)


def _saved(path: Path) -> Bill:
    try:
        return parsed(json.loads(path.read_text(encoding="utf-8")), str(path))
    except FileNotFoundError:
        raise ProblemError(f"{path} is not there") from None
    except json.JSONDecodeError:
        raise ProblemError(f"{path} is no answer of `groundwork cost --json`") from None
