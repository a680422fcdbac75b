"""`preview`: the comment for a pull request, on every stack."""

import argparse
from pathlib import Path

from groundwork import options
from groundwork.comment.answer import MARKER, Comment
from groundwork.engine import Engine
from groundwork.page import filled
from groundwork.pipeline import overrides
from groundwork.problem import ProblemError


def arguments(parser: argparse.ArgumentParser) -> None:
    """The base, and a file for the comment."""
    options.project(parser)
    options.base(parser)
    parser.add_argument("--markdown", type=Path, required=True, metavar="FILE", help="where the comment is written")


def run(chosen: argparse.Namespace) -> int:
    """Write the comment, also where there can be no preview; 1 where policies refuse an update or none can be had."""
    text, code = _comment(options.engine(chosen), chosen.base)
    chosen.markdown.write_text(text, encoding="utf-8")
    print(text)
    return code


def _comment(engine: Engine, base: str) -> tuple[str, int]:
    try:
        found = Comment.of(engine, _stacks(engine), base)
    except ProblemError as problem:
        return f"{MARKER}\n{filled('no_preview.md', problem=str(problem)).strip()}\n", 1
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
