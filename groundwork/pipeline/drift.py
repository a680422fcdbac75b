"""`drift`: whether a stack is still as its last update left it."""

import argparse

from groundwork import options
from groundwork.page import filled, fitting
from groundwork.pipeline import issue, program
from groundwork.problem import ProblemError

DIFFERS = 7
"""Exit code of `pulumi … --expect-no-changes` that has found some (pulumi/pulumi, cmd/pulumi/cmd/exit_codes.go)."""
SHOWN = 60000
"""Characters of the difference in an issue, which may have 65,536, as they are written there."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack."""
    options.folder(parser)
    options.stack(parser)
    parser.add_argument("--issue", action="store_true", help="keep an issue about it with `gh`, instead of failing")


def run(chosen: argparse.Namespace) -> int:
    """Ask the cloud about every resource; the program does not run, so that no commit matters. Raises ProblemError."""
    cwd = ("--cwd", str(chosen.cwd.resolve()), "--non-interactive", "--color", "never")
    asked = (
        "refresh",
        "--stack",
        chosen.stack,
        "--preview-only",
        "--expect-no-changes",
        "--diff",
        "--suppress-progress",
    )
    done = program.tried("pulumi", *cwd, *asked)
    print(done.stdout)
    if done.returncode not in {0, DIFFERS}:
        raise ProblemError(done.stderr.strip() or f"`pulumi refresh` ended with {done.returncode}")
    differs = done.returncode == DIFFERS
    if chosen.issue:
        found = filled("drift.md", stack=chosen.stack, difference=fitting(done.stdout.strip(), SHOWN)).strip()
        issue.keep(f"Drift of stack {chosen.stack}", found if differs else None)
        return 0
    return int(differs)
