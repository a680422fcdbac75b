"""`groundwork graph --stack STACK`."""

import argparse
from pathlib import Path

from groundwork import files, options, stack_files
from groundwork.picture.answer import Picture
from groundwork.picture.diagram import drawn


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack, and a file for the picture alone."""
    options.folder(parser)
    options.stack(parser)
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write the picture alone, as SVG")


def answer(chosen: argparse.Namespace) -> Picture:
    """Draw what the stack's files say; raises ProblemError."""
    _, stack = stack_files.read(chosen.cwd, chosen.stack)
    picture = Picture(drawn(stack))
    if chosen.svg:
        files.write(chosen.svg, picture.markup())
    return picture
