"""The files of a Pulumi project: `Pulumi.yaml` and one `Pulumi.<stack>.yaml` per stack."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from settings import yaml_file
from settings.report import Report

PROJECT_FILE = "Pulumi.yaml"


def stack_file(stack: str) -> str:
    """Name of a stack's file."""
    return f"Pulumi.{stack}.yaml"


def project_name(project: Path, report: Report) -> str:
    """Name of the project, which is also the namespace of the operator's secrets."""
    content = yaml_file.read(project, PROJECT_FILE, report)
    name = content.get("name") if content else None
    if content is not None and not isinstance(name, str):
        report.line(PROJECT_FILE, "name", "missing; allowed: the project's name")
    return name if isinstance(name, str) else ""


def plain(project: Path, stack: str, report: Report) -> dict[str, str]:
    """A stack's configuration as its file has it, in the form in which Pulumi hands it to a program."""
    config = (yaml_file.read(project, stack_file(stack), report) or {}).get("config")
    if not isinstance(config, dict):
        return {}
    return {key: value if isinstance(value, str) else json.dumps(value, default=str) for key, value in config.items()}


def leaves(text: str) -> Iterator[str]:
    """The texts in a configuration value: itself, or what its JSON holds."""
    yield text
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return
    yield from _texts(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
