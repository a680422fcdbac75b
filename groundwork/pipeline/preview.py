"""`preview`: the comment for a pull request, on every stack."""

import argparse
from pathlib import Path

from groundwork import files, options
from groundwork.comment.answer import LIMIT, MARKER, Comment
from groundwork.engine import Engine
from groundwork.page import filled, fitting
from groundwork.pipeline import overrides
from groundwork.problem import ProblemError

ROOM = LIMIT - 1000
"""Characters that a problem may take, so that what is around it has its place too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The base, and a file for the comment."""
    options.project(parser)
    options.base(parser)
    parser.add_argument("--markdown", type=Path, required=True, metavar="FILE", help="where the comment is written")


def run(chosen: argparse.Namespace) -> int:
    """Write the comment, also where there can be no preview; 1 where policies refuse an update or none can be had."""
    text, code = _comment(options.engine(chosen), chosen.base)
    files.write(chosen.markdown, text)
    print(text)
    return code


def _comment(engine: Engine, base: str) -> tuple[str, int]:
    try:
        found = Comment.of(engine, _stacks(engine), base)
    except ProblemError as problem:
        told = filled("no_preview.md", problem=fitting(str(problem), ROOM))
        return f"{MARKER}\n{told.strip()}\n", 1
    return found.markdown, found.code


def _stacks(engine: Engine) -> list[str]:
    """Every stack of the project; of real ones those with an account: a host of one's own is reached from elsewhere."""
    project = engine.described
    stacks = project.stacks()
    if engine.real:
        stacks = [stack for stack in stacks if overrides.cloud(project, stack) != "docker"]
    if not stacks:
        raise ProblemError(f"{engine.project} has no Pulumi.<stack>.yaml of a stack that could be previewed")
    return stacks
