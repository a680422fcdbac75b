"""A rollout that fails is seen as failed."""

from pathlib import Path

import pytest

from tests.engine.harness import Project

pytestmark = pytest.mark.engine

EXECUTION = "alicloud:oos/execution:Execution"


def test_containers_that_never_become_ready_fail_the_update_and_the_next_image_mends_it(tmp_path: Path) -> None:
    project = Project("notes", tmp_path)
    project.simulate("config", "set", "groundwork:cloud", "alicloud", "--stack", "dev").succeeded()

    def up(tag: str) -> tuple[int, str]:
        with project.edit("app.yaml") as app:
            app["services"]["api"]["image"] = f"ghcr.io/groundwork/notes-api:{tag}"
        done = project.simulate("up", "--stack", "dev", "--yes", "--skip-preview")
        return done.code, done.text

    assert up("1.0.0")[0] == 0
    code, text = up("never-ready")
    assert code != 0
    assert "the container api of asg-" in text
    assert "does not become ready" in text
    assert up("1.0.1")[0] == 0
    assert [o["operation"] for o in project.operations() if o["type"] == EXECUTION] == ["create", "delete"]
