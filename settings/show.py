"""Shows a stack's settings after all merging: `python -m settings.show [-C project] --stack prod`.

Variables have their end form: what is known beforehand is filled in, `{part.facet}` stands for what only the cloud
knows. Of secrets there are names only.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from components.connection import Template
from settings.application import Application
from settings.loading import merged_and_read, required_secrets
from settings.problems import Problems
from settings.report import Report
from settings.stack import Stack
from settings.stack_file import plain, project_name

UNSET = "(not set)"
"""Stands for an operator's secret that nobody has set yet."""


def text(project: Path, stack: str) -> str:
    """The settings of a stack as YAML; raises `Problems` where they are refused."""
    application, found = read(project, stack)
    content = _tidy({"stack": _stack(found), **_application(application, found)})
    content["alarms"] = application.alarms.model_dump(mode="json")  # null there means: switched off
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="settings.show", description="Shows a stack's settings after all merging.")
    parser.add_argument("-C", dest="project", type=Path, default=Path(), help="the project's folder; here by default")
    parser.add_argument("--stack", required=True, help="name of the stack")
    chosen = parser.parse_args(arguments)
    try:
        print(text(chosen.project.resolve(), chosen.stack), end="")
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    return 0


def read(project: Path, stack: str) -> tuple[Application, Stack]:
    """Both as the tracked files have them; the operator's secrets count as set."""
    general = Report()
    config = plain(project, stack, general)
    name = project_name(project, general)
    general.finish()
    missing = {f"{name}:{secret}": UNSET for secret in required_secrets(project, stack)}
    encrypted = {key for key, value in config.items() if _encrypted(value)}
    return merged_and_read(project, stack, {**missing, **config}, {*encrypted, *(missing.keys() - config.keys())})


def _encrypted(value: str) -> bool:
    """Whether a value is as Pulumi writes a secret: a mapping with the one key `secure`."""
    try:
        content = json.loads(value)
    except json.JSONDecodeError:
        return False
    return isinstance(content, dict) and set(content) == {"secure"}


def _stack(stack: Stack) -> dict[str, Any]:
    return {
        "name": stack.name,
        "cloud": stack.cloud,
        "environment": stack.environment,
        "region": stack.region,
        "disposable": stack.disposable,
        "replace": sorted(stack.replace),
        "rotate": dict(stack.rotate),
        "zone": stack.zone,
        stack.cloud: stack.cloud_settings.model_dump(mode="json"),
        "addresses": {
            name: f"{address.base}{address.path}" for name, address in stack.addresses.items() if address.base
        },
    }


def _application(application: Application, stack: Stack) -> dict[str, Any]:
    """As app.yaml has it, but each container as it will run."""
    content = application.model_dump(mode="json")
    content.pop("variables")  # each container has them
    domain = application.domain or "{domain}"
    content["routes"] = {key.replace("{domain}", domain): part for key, part in application.routes.items()}
    content["buckets"] = {name: bucket.model_dump(mode="json") for name, bucket in stack.buckets.items()}
    for section in ("services", "workers", "jobs", "frontends"):
        for name in content[section]:
            if name in stack.containers:
                part = stack.containers[name]
                found = part.spec.model_dump(mode="json")
                found["variables"] = {key: _written(template) for key, template in part.variables.items()}
                content[section][name] = found
    return content


def _written(template: Template) -> str:
    return "".join(
        segment if isinstance(segment, str) else f"{{{segment.part}.{segment.key}}}" for segment in template.segments
    )


def _tidy(value: Any) -> Any:
    """Without what says nothing: empty lists and mappings, and null."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    tidy = {key: _tidy(item) for key, item in value.items()}
    return {key: item for key, item in tidy.items() if item is not None and item not in ({}, [])}


if __name__ == "__main__":
    sys.exit(main())
