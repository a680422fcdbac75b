"""`groundwork comment --stack STACK --stack STACK`."""

import argparse
from pathlib import Path

from groundwork import files, options
from groundwork.comment.answer import Comment


def arguments(parser: argparse.ArgumentParser) -> None:
    """Stacks, and a file for the comment."""
    options.project(parser)
    parser.add_argument(
        "-s", "--stack", action="append", required=True, metavar="STACK", help="a stack; may be repeated"
    )
    options.base(parser)
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the comment as the forge wants it")


def answer(chosen: argparse.Namespace) -> Comment:
    """Preview every stack; raises ProblemError."""
    found = Comment.of(options.engine(chosen), chosen.stack, chosen.base)
    if chosen.markdown:
        files.write(chosen.markdown, found.markdown)
    return found
