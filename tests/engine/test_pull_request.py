"""A pull request gets its comment: the preview job's own steps, on a branch with three changes."""

import os
import re
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml

from groundwork.comment.answer import MARKER
from tests.engine.harness import PROJECTS, REPOSITORY, TIMEOUT, Project
from tests.groundwork.branch import Branch
from tests.groundwork.pipeline.workflows import steps

pytestmark = pytest.mark.engine

PRICES = yaml.safe_load((REPOSITORY / "groundwork" / "cost" / "prices" / "aws.yaml").read_text())
HOURS = 730
TAG = "ghcr.io/groundwork/notes-api:1.1.0"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    """The application of this repository, in a repository of its own that has only prod."""
    project = Project("notes", tmp_path)
    for stack in ("dev", "staging"):
        (project.folder / f"Pulumi.{stack}.yaml").unlink()
    shutil.copytree(PROJECTS["notes"] / "examples" / "notes" / "web", project.folder / "web")
    with project.edit("app.yaml") as app:
        app["frontends"]["web"]["directory"] = "web"
    (project.folder / ".venv").symlink_to(REPOSITORY / ".venv")
    (project.folder / ".gitignore").write_text(".venv\n")
    return Branch(project)


def a_month(price: str) -> Decimal:
    """What two of them cost, one in each zone, to the cent."""
    hourly, factor = PRICES["prices"][price]["an_hour"], PRICES["regions"]["eu-central-1"]["factor"]
    exact = 2 * Decimal(str(hourly)) * HOURS * Decimal(str(factor))
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def job(folder: Path, base: str) -> int:
    """Run the steps that need no forge, `make setup` apart, and return the last code that is not 0."""
    event = {"github.event.pull_request.base.sha": base, "github.event.pull_request.number": "7"}
    code = 0
    for step in steps("preview", "simulated"):
        if "run" not in step or step["run"].startswith("make setup"):
            continue
        variables = {name: event[value.strip("${} ")] for name, value in step.get("env", {}).items()}
        command = ["bash", "-e", "-c", step["run"]]
        done = subprocess.run(command, cwd=folder, env={**os.environ, **variables}, timeout=2 * TIMEOUT, check=False)
        code = done.returncode or code
    return code


def test_an_image_a_bigger_database_and_a_public_bucket(branch: Branch) -> None:
    base = branch.git("rev-parse", "HEAD").strip()
    with branch.project.edit("app.yaml") as app:
        app["services"]["api"]["image"] = TAG
    with branch.project.edit("Pulumi.prod.yaml") as stack:
        stack["config"]["groundwork:overrides"]["database"] = {"size": "large"}
        stack["config"]["groundwork:transform"] = {"files": {BLOCK: {"blockPublicAcls": False}}}
    branch.commit()

    assert job(branch.project.folder, base) == 1, "what policies refuse does not pass"

    lines = (branch.project.folder / "comment.md").read_text().splitlines()
    assert lines[:2] == [MARKER, "### Groundwork: 1 stack, 1 refused by policies"]
    assert "- no data is replaced or deleted" in lines
    assert "- database `database-instance` is changed: instanceClass" in lines
    difference = a_month("RDS db.r6g.large") - a_month("RDS db.t4g.medium")
    assert [line for line in lines if line.startswith(f"- cost: +{difference}, then ")]
    (refusal,) = (line for line in lines if line.startswith("- ⛔ "))
    assert refusal.startswith("- ⛔ **ST-01** ")
    assert "files-bucket-public-access.blockPublicAcls is false" in refusal
    assert set(re.findall(r"^\| (\S+) \| ([a-z ]+) \| `(\S+)` ", "\n".join(lines), re.MULTILINE)) == {
        ("api", "in a new version", "api-task"),
        ("api", "changed", "api-service"),
        ("database", "changed", "database-instance"),
        ("files", "changed", "files-bucket-public-access"),
    }
    assert f"and what runs now is what {base} would run</sub>" in lines[-1]
    assert (branch.project.folder / "number").read_text() == "7\n"
    assert len(branch.git("worktree", "list").splitlines()) == 1
