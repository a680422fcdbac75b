"""Logs of a stack on Alibaba Cloud go on to another system: from nothing to running and back."""

import json
from pathlib import Path

import pytest

from simulator.cloud import Cloud
from tests.engine.harness import Project

pytestmark = pytest.mark.engine

LOGIN = "notes:a-password-of-some-length"


def test_logs_go_on_and_everything_goes_again(tmp_path: Path) -> None:
    """Policies say nothing against it, the login is in no state, and the cloud takes all of it away in some order."""
    project = Project("notes", tmp_path)
    project.simulate("config", "set", "groundwork:cloud", "alicloud", "--stack", "dev").succeeded()
    project.simulate("config", "set", "--secret", "LOG_LOGIN", LOGIN, "--stack", "dev").succeeded()
    with project.edit("app.yaml") as app:
        app["logs"] = {"forward": {"loki": "https://logs.example.com:3100", "secret": "LOG_LOGIN"}}
    project.simulate("up", "--stack", "dev", "--yes", "--skip-preview").succeeded()
    made = [record for record in Cloud(project.home).resources() if record.type == "alicloud:fc/v3Trigger:V3Trigger"]
    assert {record.properties["triggerType"] for record in made} == {"log"}
    assert LOGIN not in json.dumps(project.state("dev"))
    project.simulate("up", "--stack", "dev", "--yes", "--skip-preview", "--expect-no-changes").succeeded()
    project.simulate("destroy", "--stack", "dev", "--yes", "--skip-preview").succeeded()
    assert Cloud(project.home).resources() == []
