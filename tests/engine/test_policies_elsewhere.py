"""The policy pack judges programs that know nothing of Groundwork, and stacks that are there already."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 300
PROGRAM = """
import pulumi_aws as aws

bucket = aws.s3.Bucket("files")
aws.cloudwatch.LogGroup("log")
"""

pytestmark = pytest.mark.engine


class Foreign:
    """A small program of somebody else, with simulated clouds of its own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.project = folder / "shop"
        self.project.mkdir()
        options = {"virtualenv": str(REPOSITORY / ".venv")}
        about = {"name": "shop", "runtime": {"name": "python", "options": options}}
        (self.project / "Pulumi.yaml").write_text(yaml.safe_dump(about))
        (self.project / "__main__.py").write_text(PROGRAM)
        self.configure({})

    def configure(self, policies: object) -> None:
        config = {"aws:region": "eu-central-1", "groundwork:policies": policies}
        (self.project / "Pulumi.prod.yaml").write_text(yaml.safe_dump({"config": config}))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        settings = {"SIMULATOR_HOME": str(self.home), "SIMULATOR_SPEED": "max", **environment}
        command = [sys.executable, "-m", "simulator", "-C", str(self.project), "--non-interactive", *arguments]
        return subprocess.run(
            command,
            cwd=REPOSITORY,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_SECONDS,
        )


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    return Foreign(tmp_path_factory.mktemp("foreign"))


class TestForeignProgram:
    """In order: judged, configured, exempted, deployed, judged again from its state."""

    def test_it_is_judged_as_strictly_as_prod(self, foreign: Foreign) -> None:
        done = foreign.run("preview", "--stack", "prod")
        assert done.returncode != 0
        assert "ST-01: files has no BucketPublicAccessBlock" in done.stdout
        assert "LG-01: log.retentionInDays is 0" in done.stdout
        assert "See docs/policies.md#lg-01" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr

    def test_a_report_is_written_for_ci(self, foreign: Foreign, tmp_path: Path) -> None:
        foreign.run("preview", "--stack", "prod", POLICIES_REPORT=str(tmp_path / "report.sarif"))
        (run,) = json.loads((tmp_path / "report.sarif").read_text())["runs"]
        assert {"ST-01", "LG-01"} <= {result["ruleId"] for result in run["results"]}

    def test_an_odd_entry_stops_the_preview(self, foreign: Foreign) -> None:
        foreign.configure({"LG-01": {"days": 3}})
        done = foreign.run("preview", "--stack", "prod")
        assert done.returncode != 0
        assert "groundwork:policies.LG-01.days: is not allowed" in done.stdout + done.stderr

    def test_what_is_exempt_is_printed_and_let_through(self, foreign: Foreign) -> None:
        said = {"reason": "for a test", "owner": "ops@example.com", "until": "2999-12-31"}
        broken = {
            *("ST-01", "ST-03", "ST-04", "ST-05", "ST-06", "ST-07", "ST-08", "ST-10", "ST-11"),
            *("LG-01", "LG-02", "LG-06", "X-04", "X-10"),
        }
        foreign.configure({"exemptions": [{"rule": rule, "resource": "*", **said} for rule in sorted(broken)]})
        done = foreign.run("up", "--stack", "prod", "--yes")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ST-01: files is exempt until 2999-12-31: for a test (ops@example.com)." in done.stdout

    def test_an_exemption_that_is_over_fails(self, foreign: Foreign) -> None:
        over = {"rule": "ST-01", "resource": "*", "reason": "r", "owner": "o", "until": "2020-01-01"}
        foreign.configure({"exemptions": [over]})
        done = foreign.run("preview", "--stack", "prod")
        assert done.returncode != 0
        assert "X-14" in done.stdout
        assert "ST-01 on * -> 2020-01-01" in done.stdout

    def test_a_stack_that_is_there_is_judged_with_nothing_unknown(self, foreign: Foreign) -> None:
        done = foreign.run("policy", "analyze", "--stack", "prod", "--policy-pack", str(REPOSITORY / "policies"))
        said = done.stdout + done.stderr
        assert done.returncode != 0, said
        assert "ST-01" in said
        assert "unknown-at-preview" not in said
