"""What the tests on the engine share."""

import pytest

from tests.engine.harness import Project


@pytest.fixture(scope="class")
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project and one simulated cloud for all steps of a class."""
    lifecycle = request.cls
    name = f"{lifecycle.cloud}-{lifecycle.application}-{lifecycle.stack}"
    found = Project(lifecycle.application, tmp_path_factory.mktemp(name))
    with found.edit(f"Pulumi.{lifecycle.stack}.yaml") as stack:
        stack["config"]["groundwork:cloud"] = lifecycle.cloud
    lifecycle.change(found)
    return found
