"""What a stack's tracked file lays over `app.yaml`; changed in the working copy of a job, never committed."""

from collections.abc import Callable
from typing import Any

import yaml

from groundwork import files
from groundwork.problem import ProblemError
from simulator.command.project import Project


def cloud(project: Project, stack: str) -> str:
    """Where the stack stands, as the program itself reads it; raises ProblemError."""
    return _read(project, stack)["config"].get("groundwork:cloud", "aws")


def changed(project: Project, stack: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Let `change` edit the overrides in place; raises ProblemError."""
    content = _read(project, stack)
    config = content["config"]
    config["groundwork:overrides"] = config.get("groundwork:overrides") or {}
    change(config["groundwork:overrides"])
    files.write(project.stack_file(stack), yaml.safe_dump(content, sort_keys=False))


def _read(project: Project, stack: str) -> dict[str, Any]:
    """The stack's file, with a `config` even where it has none."""
    path = project.stack_file(stack)
    try:
        content = yaml.safe_load(files.read(path)) or {}
    except yaml.YAMLError as error:
        raise ProblemError(f"{path} is no YAML: {error}") from None
    if not isinstance(content, dict) or not isinstance(content.get("config") or {}, dict):
        raise ProblemError(f"{path} is no file of a stack: it has a mapping `config`")
    return {**content, "config": content.get("config") or {}}
