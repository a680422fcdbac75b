"""The command line of the jobs."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from groundwork.problem import ProblemError

VERBS = {
    "preview": "write the comment for a pull request, on every stack of the project",
    "say": "post that comment, or write over the one that is there",
    "pin": "let a stack run by digest what the tags of its images name now",
    "deploy": "update a stack in its account, policies in force",
    "images": "write down which images a stack runs, by digest",
    "promote": "let a stack run the images that another one was found to run",
    "drift": "look whether a stack is still as its last update left it",
}
"""Verb -> what its help says. Each is the module `groundwork.pipeline.<verb>`, with `arguments(parser)` and `run`."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="groundwork.pipeline", description="What the jobs of a pipeline run.")
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, help_text in VERBS.items():
        own = verbs.add_parser(verb, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        import_module(f"groundwork.pipeline.{verb}").arguments(own)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for what must stop a pipeline, 2 for a wrong command line."""
    chosen = parser().parse_args(arguments)
    try:
        return import_module(f"groundwork.pipeline.{chosen.verb}").run(chosen)
    except ProblemError as problem:
        print(f"groundwork.pipeline: {problem}", file=sys.stderr)
        return 1
