"""A project of the tests' own, for what no example uses."""

import os
import shutil
from pathlib import Path

from tests.engine.harness import REPOSITORY, Project


class OwnProject(Project):
    """A copy of all files of a folder beside this file."""

    def __init__(self, application: str, folder: Path) -> None:
        """`application` is the name of the folder to copy."""
        self.folder = folder / "project"
        self.home = folder / "simulator"
        self.report = folder / "report.json"
        self.variables = {}
        source = Path(__file__).parent / application
        shutil.copytree(source, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        with self.edit("Pulumi.yaml") as project:
            project["main"] = os.path.relpath(REPOSITORY, self.folder)
