"""A project in a git repository of its own, whose first commit is `main`."""

import os
import subprocess
from pathlib import Path

from tests.engine.harness import Project

WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as somebody whose own settings do not count."""
    command = ["git", *WHO, *arguments]
    variables = {**os.environ, **ALONE}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True).stdout


class Branch:
    """What a person has changed since `main`, not committed yet."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments: str) -> str:
        return git(self.project.folder, *arguments)

    def commit(self) -> str:
        """Commit everything and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "as it is")
        return self.git("rev-parse", "HEAD").strip()
