"""What a person reads who made mistakes."""

from pathlib import Path

import pytest

from tests.engine.harness import Project

pytestmark = pytest.mark.engine


def test_five_mistakes_are_told_in_five_lines(tmp_path: Path) -> None:
    """All at once, before any resource is registered, without a traceback; Pulumi's exit code."""
    project = Project("notes", tmp_path)
    with project.edit("app.yaml") as app:
        app["database"]["verison"] = "16"
        app["cache"] = {"replicas": "nine"}
        app["services"]["api"]["port"] = 80000
        app["workers"]["tasks"]["uses"] = ["databse"]
        app["routes"]["/extra"] = "nobody"
    run = project.simulate("preview", "--stack", "dev")
    assert run.code == 1
    lines = [line.strip() for line in run.text.partition("Diagnostics:")[2].splitlines() if "app.yaml:" in line]
    assert lines == [
        'error: app.yaml: database.verison: unknown key; did you mean "version"?',
        'app.yaml: cache.replicas: "nine" is not allowed here; allowed: a whole number from 0 to 5',
        "app.yaml: services.api.port: 80000 is not allowed here; allowed: a whole number from 1 to 65535",
        'app.yaml: routes["/extra"]: there is no part "nobody"; allowed: api, web',
        'app.yaml: workers.tasks.uses[0]: there is no part "databse"; did you mean "database"?',
    ]
    assert "Traceback" not in run.text
    assert "aws:" not in run.text.partition("Diagnostics:")[0]
