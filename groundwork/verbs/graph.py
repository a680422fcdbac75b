"""`groundwork graph --stack STACK`."""

import argparse
from pathlib import Path

from groundwork import options
from groundwork.picture.answer import Picture
from groundwork.picture.diagram import drawn
from groundwork.problem import ProblemError
from settings import Problems, tracked


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack, and a file for the picture alone."""
    options.folder(parser)
    options.stack(parser)
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write the picture alone, as SVG")


def answer(chosen: argparse.Namespace) -> Picture:
    """Draw what the stack's files say; raises ProblemError."""
    try:
        _, stack = tracked.read(chosen.cwd.resolve(), chosen.stack)
    except Problems as problems:
        raise ProblemError(str(problems)) from None
    picture = Picture(drawn(stack))
    if chosen.svg:
        chosen.svg.write_text(picture.markup(), encoding="utf-8")
    return picture
