"""The pipelines of this repository, as a forge reads them."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from tests.engine.harness import REPOSITORY

WORKFLOWS = REPOSITORY / ".github" / "workflows"
GITLAB = REPOSITORY / ".gitlab-ci.yml"
JOB = ".venv/bin/python -m groundwork.pipeline "


def workflow(name: str) -> dict[str, Any]:
    """One of GitHub's; YAML 1.1 reads its key `on` as true."""
    content = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text())
    return {"on" if key is True else key: value for key, value in content.items()}


def names() -> list[str]:
    return sorted(file.stem for file in WORKFLOWS.glob("*.yml"))


def jobs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every job of every workflow, as `deploy/prod`."""
    for name in names():
        for job, content in workflow(name)["jobs"].items():
            yield f"{name}/{job}", content


def steps(name: str, job: str) -> list[dict[str, Any]]:
    return workflow(name)["jobs"][job]["steps"]


def commands(script: str) -> list[list[str]]:
    """What of a script goes to the module of the jobs, word by word."""
    lines = script.replace("\\\n", " ").splitlines()
    return [shlex.split(line.strip().removeprefix(JOB)) for line in lines if line.strip().startswith(JOB)]


def of_github(name: str, job: str) -> list[list[str]]:
    return [line for step in steps(name, job) for line in commands(step.get("run", ""))]


def of_gitlab(job: str) -> list[list[str]]:
    return commands("\n".join(yaml.safe_load(GITLAB.read_text())[job]["script"]))
