"""`groundwork comment --stack STACK --stack STACK`."""

import argparse
from pathlib import Path

from groundwork import options
from groundwork.comment.answer import Comment
from groundwork.comment.report import Report
from groundwork.cost.answer import Cost
from groundwork.plan.answer import Plan


def arguments(parser: argparse.ArgumentParser) -> None:
    """Stacks, and a file for the comment."""
    options.project(parser)
    parser.add_argument(
        "-s", "--stack", action="append", required=True, metavar="STACK", help="a stack; may be repeated"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the comment as the forge wants it")


def answer(chosen: argparse.Namespace) -> Comment:
    """Preview every stack; raises ProblemError."""
    engine = options.engine(chosen)
    previews = [engine.preview(stack) for stack in chosen.stack]
    found = Comment(tuple(Report(Plan(each), Cost.of_update(each)) for each in previews), chosen.real)
    if chosen.markdown:
        chosen.markdown.write_text(found.markdown, encoding="utf-8")
    return found
