"""The Pulumi project that a command is about."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from simulator.command.environment import REPOSITORY
from simulator.command.problem import CommandError

PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")


@dataclass(frozen=True)
class Project:
    """A folder with a `Pulumi.yaml`."""

    root: Path
    name: str
    program: Path
    """Folder or file of the program."""

    stack_files: Path
    """Folder that holds the `Pulumi.<stack>.yaml` files."""

    @property
    def is_groundwork(self) -> bool:
        """Whether the program is this repository's own, so that `app.yaml` says what it needs."""
        return self.program in (REPOSITORY, REPOSITORY / "__main__.py")

    def stack_file(self, stack: str) -> Path:
        """The tracked configuration of a stack, which need not exist."""
        return self.stack_files / f"Pulumi.{stack}.yaml"

    def stacks(self) -> list[str]:
        """Names of the stacks that have a configuration."""
        return sorted(path.name[len("Pulumi.") : -len(".yaml")] for path in self.stack_files.glob("Pulumi.*.yaml"))


def find(directory: Path) -> Project | None:
    """The project of a folder: its own or the nearest above it, as Pulumi looks for it; None when there is none.

    Raises CommandError when the project's file cannot be understood.
    """
    for folder in (directory, *directory.parents):
        for name in PROJECT_FILES:
            if (folder / name).is_file():
                return _read(folder / name)
    return None


def _read(path: Path) -> Project:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} is not valid YAML: {error}") from None
    if not isinstance(content, dict) or not isinstance(content.get("name"), str):
        raise CommandError(f"{path} has no `name`; a Pulumi project needs one, for example `name: notes`")
    root = path.parent
    return Project(
        root=root,
        name=content["name"],
        program=(root / str(content.get("main") or ".")).resolve(),
        stack_files=root / str(content.get("stackConfigDir") or "."),
    )
