"""The project and stack that a verb is about, as their files say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from host.problem import HostError

STATE = ".server"
"""Folder of the project for what a server keeps, where the stack names no folder of the host."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """One application on one host."""

    folder: Path
    stack: str
    application: str
    directory: Path
    """Where settings, state and files of this server lie."""
    docker_host: str | None
    """The daemon's address; None: this machine's."""
    content: Mapping[str, Any]
    """app.yaml as it is written."""
    overrides: Mapping[str, Any]
    """What this stack lays over it."""

    @property
    def name(self) -> str:
        """How its containers are grouped: `<application>-<stack>`."""
        return f"{self.application}-{self.stack}"

    @property
    def settings(self) -> Path:
        """The file with the operator's secrets, one `NAME=value` a line."""
        return self.directory / ".env"

    @classmethod
    def read(cls, folder: Path, stack: str) -> "Project":
        """Read the two files; HostError for one that is not there, or for a stack on another cloud."""
        config = _yaml(folder / f"Pulumi.{stack}.yaml").get("config") or {}
        if config.get("groundwork:cloud") != "docker":
            raise HostError(
                f"Pulumi.{stack}.yaml: groundwork:cloud is {config.get('groundwork:cloud')}; allowed here: docker"
            )
        _yaml(folder / "Pulumi.yaml")
        application = _yaml(folder / config.get("groundwork:app", "app.yaml"))
        directory = (config.get("groundwork:docker") or {}).get("directory")
        return cls(
            folder=folder,
            stack=stack,
            application=application.get("name", ""),
            directory=Path(directory) if directory else folder / STATE,
            docker_host=config.get("docker:host"),
            content=application,
            overrides=config.get("groundwork:overrides") or {},
        )


def _yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise HostError(f"there is no file {path.name} in {path.parent}; say where the project is with -C")
    content = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict):
        raise HostError(f"{path.name} is not a mapping")
    return content
