"""`say`: one comment under a pull request, written over with every run."""

import argparse
import json
from pathlib import Path

from groundwork import files
from groundwork.comment.answer import LIMIT, MARKER
from groundwork.pipeline import program
from groundwork.problem import ProblemError

OURS = "github-actions[bot]"
"""Who writes with a workflow's token. A comment of somebody else that begins in the same way is left alone."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and what: both may come from a stranger's run, so that the commit must fit."""
    parser.add_argument("--pull-request", required=True, metavar="FILE", type=Path, help="file that holds its number")
    parser.add_argument(
        "--commit", required=True, metavar="SHA", help="its newest commit, as the forge itself knows it"
    )
    parser.add_argument("--markdown", required=True, metavar="FILE", type=Path, help="the comment")


def run(chosen: argparse.Namespace) -> int:
    """Say it with `gh`, in the repository that GH_REPO names; raises ProblemError."""
    text = files.read(chosen.markdown)
    number = files.read(chosen.pull_request).strip()
    if not (number.isascii() and number.isdecimal()):
        raise ProblemError(f"{chosen.pull_request} holds no number of a pull request")
    if not text.startswith(MARKER) or len(text) > LIMIT:
        raise ProblemError(f"{chosen.markdown} is no comment of Groundwork's")
    repository = "repos/{owner}/{repo}"
    newest = program.ask("gh", "api", f"{repository}/pulls/{number}", "--jq", ".head.sha")
    if newest != chosen.commit:
        print(f"pull request {number} has moved on from {chosen.commit}; its next run says what is to be said")
        return 0
    mine = f'.[] | select(.user.login == "{OURS}" and (.body | startswith("{MARKER}"))) | .id'
    listed = f"{repository}/issues/{number}/comments"
    found = program.ask("gh", "api", "--paginate", listed, "--jq", mine).split()
    where = ("PATCH", f"{repository}/issues/comments/{found[0]}") if found else ("POST", listed)
    program.ask("gh", "api", "--method", *where, "--input", "-", text=json.dumps({"body": text}))
    return 0
