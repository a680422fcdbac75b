"""An account is made ready on both clouds, the policies have nothing to say, and a second run changes nothing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.harness import REPOSITORY, TIMEOUT

pytestmark = pytest.mark.engine

WANTED = {
    "aws": {"AWS_DEPLOY_ROLE", "AWS_PREVIEW_ROLE", "PULUMI_BACKEND_URL", "secrets_provider"},
    "alicloud": {"ALICLOUD_DEPLOY_ROLE", "ALICLOUD_OIDC_PROVIDER", "ALICLOUD_PREVIEW_ROLE", "PULUMI_BACKEND_URL"},
}


ADVISED = {"aws": {"IA-04", "IA-05", "IA-10", "ST-11", "X-02"}, "alicloud": {"IA-04", "IA-05", "ST-11"}}
"""Rules that what makes deployers cannot hold, which its file says; and a second copy of state, which is advice."""


def simulate(home: Path, *arguments: str) -> str:
    """Run the command as a person does, and return everything that it said."""
    variables = {**os.environ, "SIMULATOR_HOME": str(home), "SIMULATOR_SPEED": "max", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "simulator", "-C", "bootstrap", "--non-interactive", *arguments]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=variables, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("cloud", WANTED)
def test_an_account_is_made_ready(cloud: str, tmp_path: Path) -> None:
    up = ("up", "--stack", cloud, "--yes", "--skip-preview")
    said = simulate(tmp_path, *up)
    assert "[mandatory]" not in said
    assert set(re.findall(r"\[advisory\] \[severity: \w+\]  (\S+)", said)) == ADVISED[cloud]
    outputs = json.loads(simulate(tmp_path, "stack", "output", "--stack", cloud, "--json"))
    assert set(outputs) == WANTED[cloud]
    assert outputs["PULUMI_BACKEND_URL"].startswith("s3://")
    assert set(outputs[f"{cloud.upper()}_DEPLOY_ROLE"]) == {"dev", "staging", "prod"}
    simulate(tmp_path, *up, "--expect-no-changes")
