"""What runs now, by what another commit would run: its program and its files, in simulated clouds of its own."""

import json
import os
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from groundwork.engine import Engine
from groundwork.problem import ProblemError
from simulator.command.project import PROJECT_FILES

SHARED = (".venv", ".tools")
"""What `make setup` has put beside a program, which no commit holds."""
SUBMODULE = "160000 commit"
"""How `git ls-tree` shows one."""
OF_A_HOOK = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
"""What git tells its hooks of one repository; others, as that of a submodule, would be taken for it."""


@contextmanager
def made(engine: Engine, revision: str, stacks: Sequence[str]) -> Generator[Engine]:
    """The engine, for whom each of the stacks stands as `revision` would have made it.

    A stack of which that commit has no file does not stand yet. Raises ProblemError. Nothing is left behind.
    """
    with tempfile.TemporaryDirectory() as folder, _checked_out(engine, revision, Path(folder) / "commit") as former:
        home = Path(folder) / "simulator"
        there = former.described.stacks() if former else []
        for stack in stacks:
            if former and stack in there:
                replace(former, home=home).make(stack)
        yield replace(engine, home=home)


@contextmanager
def _checked_out(engine: Engine, revision: str, folder: Path) -> Generator[Engine | None]:
    """The engine for the same project at that commit; None where there was no project yet."""
    root = Path(_git(engine.project, "rev-parse", "--show-toplevel")).resolve()
    with ExitStack() as left:
        _add(root, revision, folder, left)
        project = folder / engine.project.relative_to(root)
        found = any((project / name).is_file() for name in PROJECT_FILES)
        yield _prepared(engine, revision, root, project) if found else None


def _add(root: Path, revision: str, folder: Path, left: ExitStack, git: str = "git") -> None:
    """Check a commit out, and the commits of its submodules, as far as those are there in the working copy.

    `git` is what a person types to reach the repository. Raises ProblemError.
    """
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except ProblemError:
        raise ProblemError(
            f"{root} has no commit {revision} at hand; `{git} fetch origin {revision}` gets it"
        ) from None
    _git(root, "-c", "core.hooksPath=/dev/null", "worktree", "add", "--detach", str(folder), commit)
    left.callback(_git, root, "worktree", "remove", "--force", str(folder))
    for line in _git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0"):
        description, _, path = line.partition("\t")
        if description.startswith(SUBMODULE) and (root / path / ".git").exists():
            _add(root / path, description.split()[2], folder / path, left, f"git -C {root / path}")


def _prepared(engine: Engine, revision: str, root: Path, project: Path) -> Engine:
    """Let what lies outside every commit be found from another folder as well; raises ProblemError."""
    program = engine.described.program
    if not program.is_relative_to(root):
        file = next(project / name for name in PROJECT_FILES if (project / name).is_file())
        content = {**yaml.safe_load(file.read_text(encoding="utf-8")), "main": str(program)}
        file.write_text(json.dumps(content), encoding="utf-8")
    former = replace(engine, project=project)
    beside = former.described.program
    if not beside.is_file() and not (beside.is_dir() and any(beside.iterdir())):
        where = os.path.relpath(beside, project.resolve())
        raise ProblemError(
            f"what runs now is not known: in {revision} the program lies in {where}, seen from {engine.project}, "
            "which is neither in that commit nor in a submodule that is checked out here"
        )
    for name in SHARED:
        if (program / name).exists() and not (beside / name).exists():
            (beside / name).symlink_to(program / name)
    return former


def _git(folder: Path, *arguments: str) -> str:
    variables = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ProblemError(f"what runs now is not known: {done.stderr.strip()}")
    return done.stdout.strip()
