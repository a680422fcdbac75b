"""Requests move at once to a version that is whole and well; one that is not leaves them where they are."""

from pathlib import Path
from typing import Any

import pytest

from simulator.cloud import Cloud
from tests.engine.harness import Project, Run

pytestmark = pytest.mark.engine

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
RULE = "alicloud:alb/rule:Rule"


def made(project: Project, type_: str, name: str) -> list[dict[str, Any]]:
    """What the cloud holds of a resource: more than one while an old version stays."""
    cloud = Cloud(project.home)
    try:
        found = [
            {**record.properties, "id": record.id} for record in cloud.find(type_) if record.urn.endswith(f"::{name}")
        ]
    finally:
        cloud.close()
    return found


def led_to(project: Project) -> str:
    """The servers that the part's route leads to."""
    (rule,) = made(project, RULE, "api-route")
    return rule["ruleActions"][-1]["forwardGroupConfig"]["serverGroupTuples"][0]["serverGroupId"]


def steps(project: Project) -> list[tuple[str, str]]:
    """What was done to the version and to what leads to it, in order."""
    named = [(each["operation"], each["urn"].rsplit("::", 1)[1]) for each in project.operations()]
    return [step for step in named if step[1] in ("api-group", "api-rollout", "api-route", "api-stay")]


def test_requests_move_to_a_version_that_is_well_and_to_no_other(tmp_path: Path) -> None:
    project = Project("notes", tmp_path)
    project.simulate("config", "set", "groundwork:cloud", "alicloud", "--stack", "dev").succeeded()

    def up(tag: str, *options: str) -> Run:
        with project.edit("app.yaml") as app:
            app["services"]["api"] |= {
                "image": f"ghcr.io/groundwork/notes-api:{tag}",
                "rollout": "blue_green",
                "volumes": {"data": "/data"},
                "private_ports": {"grpc": 8600},
                "measures": {"sse_connections": {"above": 500}},
                "health": {"ready": "/ready", "alive": "/alive"},
            }
            app["workers"]["tasks"]["uses"] = ["database", "cache", "api"]
        return project.simulate("up", "--stack", "dev", "--yes", "--skip-preview", *options)

    up("1.0.0").succeeded()
    first, (blue,) = led_to(project), made(project, GROUP, "api-group")
    up("1.0.0", "--expect-no-changes").succeeded()

    up("1.0.1").succeeded()
    second, (green,) = led_to(project), made(project, GROUP, "api-group")
    assert (second != first, green["id"] != blue["id"]) == (True, True)
    assert steps(project) == [
        ("create", "api-group"),
        ("create", "api-rollout"),
        ("update", "api-route"),
        ("create", "api-stay"),
        ("delete", "api-stay"),
        ("delete", "api-rollout"),
        ("delete", "api-group"),
    ]

    failed = up("never-ready")
    assert failed.code != 0
    assert "does not become ready" in failed.text
    assert led_to(project) == second
    assert green["id"] in [group["id"] for group in made(project, GROUP, "api-group")]

    up("1.0.2").succeeded()
    assert led_to(project) not in (first, second)
    assert len(made(project, GROUP, "api-group")) == 1
    up("1.0.2", "--expect-no-changes").succeeded()

    project.simulate("destroy", "--stack", "dev", "--yes", "--skip-preview").succeeded()
    cloud = Cloud(project.home)
    left = cloud.resources()
    cloud.close()
    assert left == []
