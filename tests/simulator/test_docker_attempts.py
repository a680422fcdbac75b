"""A run that failed is begun again by a plain `up`, by the real engine and its own record of the stack."""

import json
from pathlib import Path

import pytest

from tests.engine.harness import Project

pytestmark = pytest.mark.engine

CONTAINER = "docker:index/container:Container"


def made(project: Project) -> list[tuple[str, str]]:
    """Operation and logical name of what happened to containers in the last update."""
    operations = [each for each in project.operations() if each["type"] == CONTAINER]
    return sorted((each["operation"], each["urn"].rpartition("::")[2]) for each in operations)


def test_what_failed_runs_again_and_nothing_else(tmp_path: Path) -> None:
    project = Project("notes", tmp_path)
    with project.edit("Pulumi.dev.yaml") as stack:
        stack["config"]["groundwork:cloud"] = "docker"
        stack["config"].pop("aws:region", None)
    project.simulate("up", "--stack", "dev", "--yes").succeeded()
    fail(project, "api-migration")
    project.simulate("up", "--stack", "dev", "--yes").succeeded()
    assert made(project) == [("create", "api-migration"), ("delete", "api-migration")]
    project.simulate("up", "--stack", "dev", "--yes", "--expect-no-changes").succeeded()


def fail(project: Project, name: str) -> None:
    """Let a container have ended with an error: simulated ones always succeed."""
    record = next((project.home / "state" / ".pulumi" / "stacks").rglob("dev.json"))
    content = json.loads(record.read_text(encoding="utf-8"))
    resources = content["checkpoint"]["latest"]["resources"]
    found = [each for each in resources if each["urn"].endswith(f"{CONTAINER}::{name}")]
    assert [each["outputs"]["exitCode"] for each in found] == [0]
    found[0]["outputs"]["exitCode"] = 3
    record.write_text(json.dumps(content), encoding="utf-8")
