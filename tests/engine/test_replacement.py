"""A stateful part is replaced only by somebody who named it, after its protection was taken off."""

from pathlib import Path

import pytest

from tests.engine.harness import Project

pytestmark = pytest.mark.engine

DATABASE = "aws:rds/instance:Instance"
STACK = "Pulumi.prod.yaml"


def up(project: Project, *arguments: str) -> list[tuple[str, str]]:
    """Update the stack and return what was done to databases and caches: operation and name."""
    project.simulate("up", "--stack", "prod", "--yes", "--skip-preview", *arguments).succeeded()
    done = project.operations()
    return [(o["operation"], o["urn"].rsplit("::", 1)[1]) for o in done if o["type"] == DATABASE]


def test_a_database_is_replaced_only_when_it_is_named(tmp_path: Path) -> None:
    """Refused while protected; once it is named, the protection goes, and then the change replaces it."""
    project = Project("notes", tmp_path)
    assert up(project) == [("create", "database-instance")]

    with project.edit(STACK) as stack:
        stack["config"]["groundwork:transform"] = {"database": {DATABASE: {"dbName": "other"}}}
    refused = project.simulate("preview", "--stack", "prod")
    assert refused.code != 0
    assert "unable to replace resource" in refused.text

    with project.edit(STACK) as stack:
        transform = stack["config"].pop("groundwork:transform")
        stack["config"]["groundwork:replace"] = ["database"]
    assert up(project) == [("update", "database-instance")]

    with project.edit(STACK) as stack:
        stack["config"]["groundwork:transform"] = transform
    assert sorted(up(project)) == [("create", "database-instance"), ("delete", "database-instance")]

    with project.edit(STACK) as stack:
        del stack["config"]["groundwork:replace"]
    assert up(project) == [("update", "database-instance")]
