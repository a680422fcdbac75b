"""`groundwork timeline REPORT`."""

import argparse
from pathlib import Path

from groundwork.timeline.answer import Timeline
from groundwork.timeline.record import Expected, read


def arguments(parser: argparse.ArgumentParser) -> None:
    """The record of an update, and what was expected of it."""
    parser.add_argument("report", type=Path, metavar="REPORT", help="the file that SIMULATOR_REPORT named")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="what `groundwork plan --json` had said before")


def answer(chosen: argparse.Namespace) -> Timeline:
    """Read the record; raises ProblemError."""
    return Timeline(read(chosen.report), Expected.read(chosen.plan) if chosen.plan else None)
