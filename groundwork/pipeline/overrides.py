"""What a stack's tracked file lays over `app.yaml`; changed in the working copy of a job, never committed."""

from collections.abc import Callable
from typing import Any

import yaml

from simulator.command.project import Project


def cloud(project: Project, stack: str) -> str:
    """Where the stack stands, as the program itself reads it."""
    return _read(project, stack).get("config", {}).get("groundwork:cloud", "aws")


def changed(project: Project, stack: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Let `change` edit the overrides in place."""
    content = _read(project, stack)
    change(content.setdefault("config", {}).setdefault("groundwork:overrides", {}))
    project.stack_file(stack).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


def _read(project: Project, stack: str) -> dict[str, Any]:
    return yaml.safe_load(project.stack_file(stack).read_text(encoding="utf-8")) or {}
