"""The command `groundwork`: few verbs, each with its answer for people, for machines and as a page."""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console

from groundwork import files, page
from groundwork.answer import Answer
from groundwork.problem import ProblemError

VERBS = {
    "comment": "one comment for a pull request: plan, policies, cost and isolation of stacks",
    "cost": "what a stack costs a month, part by part",
    "diff": "how two stacks differ: in what they are made of, in what they keep, and in what they cost",
    "doctor": "what an account needs once before its first stack",
    "graph": "a picture of a stack: tiers, parts, who reaches whom, and what is public",
    "plan": "what an update would make, change and replace, which data it touches, and how long it takes",
    "timeline": "when each operation of an update ran, and the chain that made it so long",
}
"""Verb -> what its help says.

Each is the module `groundwork.verbs.<verb>`, with `arguments(parser)` and `answer(chosen)`.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for what must stop a pipeline, 2 for a wrong command line."""
    parser = argparse.ArgumentParser(prog="groundwork", description="Answers about stacks, before and after an update.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, help_text in VERBS.items():
        own = verbs.add_parser(verb, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        import_module(f"groundwork.verbs.{verb}").arguments(own)
        own.add_argument("--json", action="store_true", help="print the answer as JSON")
        own.add_argument("--html", type=Path, metavar="FILE", help="write the answer as one self-contained page")
    chosen = parser.parse_args(arguments)
    try:
        found: Answer = import_module(f"groundwork.verbs.{chosen.verb}").answer(chosen)
        _tell(found, chosen)
    except ProblemError as problem:
        print(f"groundwork: {problem}", file=sys.stderr)
        return 1
    return found.code


def _tell(found: Answer, chosen: argparse.Namespace) -> None:
    if chosen.html:
        files.write(chosen.html, page.whole(found.title, found.markup()))
        print(f"groundwork: {chosen.html} is written", file=sys.stderr)
    if chosen.json:
        print(json.dumps(found.data(), indent=2))
    elif not chosen.html:
        Console(highlight=False).print(found.shown())
