"""The policy pack judges what the program, transforms included, is about to make."""

from pathlib import Path

import pytest

from tests.engine.harness import Project

pytestmark = pytest.mark.engine

INSTANCE = "aws:rds/instance:Instance"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The application of this repository."""
    return Project("notes", tmp_path)


def transform(project: Project, table: object) -> None:
    """Write `groundwork:transform` into the dev stack."""
    with project.edit("Pulumi.dev.yaml") as stack:
        stack["config"]["groundwork:transform"] = table


def test_unencrypted_database_is_refused(project: Project) -> None:
    """The escape hatch does not lead past the policies, not even in dev."""
    transform(project, {"database": {INSTANCE: {"storageEncrypted": False}}})
    run = project.simulate("preview", "--stack", "dev")
    assert run.code == 1, run.text
    assert "DB-02" in run.text
    assert "storageEncrypted" in run.text


def test_transform_that_matches_no_part_is_refused(project: Project) -> None:
    """A part that does not exist is named, with what exists."""
    transform(project, {"databse": {INSTANCE: {"storageEncrypted": True}}})
    run = project.simulate("preview", "--stack", "dev")
    assert run.code == 1, run.text
    assert "databse" in run.text
    assert "Traceback" not in run.text


def test_transform_that_matches_no_type_is_refused(project: Project) -> None:
    """A type that the part has not is named, with those it has."""
    transform(project, {"database": {"aws:rds/cluster:Cluster": {"storageEncrypted": True}}})
    run = project.simulate("preview", "--stack", "dev")
    assert run.code == 1, run.text
    assert "database has no resource of type aws:rds/cluster:Cluster; it has" in run.text
    assert INSTANCE in run.text
    assert "Traceback" not in run.text
