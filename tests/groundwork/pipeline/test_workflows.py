"""What the forges run: the same commands, few rights, no key."""

import re
from pathlib import Path

import pytest
import yaml

from bootstrap.alicloud import roles as alicloud
from bootstrap.aws import roles as aws
from groundwork.pipeline.command import parser
from tests.engine.harness import REPOSITORY
from tests.groundwork.pipeline import workflows
from tests.groundwork.pipeline.workflows import of_github, of_gitlab

FILES = sorted((REPOSITORY / ".github").rglob("*.yml"))
ACTION = re.compile(r"uses: ([^.\s]\S+)(?: # (\S+))?$", re.MULTILINE)
FORK = "github.event.pull_request.head.repo.full_name"
ROLES = ("vars.AWS_PREVIEW_ROLE", "vars.ALICLOUD_PREVIEW_ROLE")


def test_there_is_one_workflow_for_each_purpose() -> None:
    assert workflows.names() == ["check", "comment", "deploy", "drift", "preview", "release"]


def test_every_command_is_one_that_there_is() -> None:
    scripts = [step.get("run", "") for _, job in workflows.jobs() for step in job.get("steps", ())]
    jobs = yaml.safe_load(workflows.GITLAB.read_text()).values()
    scripts += [line for job in jobs if isinstance(job, dict) for line in job.get("script", ())]
    found = [parser().parse_args(line).verb for script in scripts for line in workflows.commands(script)]
    assert set(found) == {"preview", "say", "pin", "deploy", "images", "promote", "drift"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_actions_are_pinned_by_commit_with_their_version_beside(file: Path) -> None:
    for action, version in ACTION.findall(file.read_text()):
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version), action


@pytest.mark.parametrize("name", workflows.names())
def test_rights_are_given_job_by_job(name: str) -> None:
    assert workflows.workflow(name)["permissions"] == {}
    assert workflows.workflow(name)["concurrency"] if name != "deploy" else True
    for job in workflows.workflow(name)["jobs"].values():
        assert "permissions" in job


def test_who_may_write_what() -> None:
    writing = {
        name: {right for right, kind in job["permissions"].items() if kind == "write"} for name, job in workflows.jobs()
    }
    assert {name: rights for name, rights in writing.items() if rights} == {
        "comment/comment": {"pull-requests"},
        "deploy/dev": {"id-token"},
        "deploy/staging": {"id-token"},
        "deploy/prod": {"id-token"},
        "drift/drift": {"id-token", "issues"},
        "preview/real": {"id-token"},
        "release/release": {"contents"},
    }


def test_no_key_of_a_cloud_is_kept_anywhere() -> None:
    """Only what encrypts the secrets of stacks where the cloud's own keys cannot."""
    texts = [file.read_text() for file in [*FILES, workflows.GITLAB]]
    assert {name for text in texts for name in re.findall(r"secrets\.(\w+)", text)} == {"PULUMI_CONFIG_PASSPHRASE"}
    assert not [text for text in texts if re.search(r"AKIA|LTAI|access-key", text)]


def test_a_fork_sees_the_simulated_cloud_and_everybody_else_the_real_one_where_there_are_roles() -> None:
    jobs = workflows.workflow("preview")["jobs"]
    simulated, real = (" ".join(jobs[name]["if"].split()) for name in ("simulated", "real"))
    assert simulated == f"{FORK} != github.repository || ({ROLES[0]} == '' && {ROLES[1]} == '')"
    assert real == f"{FORK} == github.repository && ({ROLES[0]} != '' || {ROLES[1]} != '')"
    assert jobs["simulated"]["permissions"] == {"contents": "read"}


def test_the_comment_is_written_without_a_line_of_the_pull_request() -> None:
    (job,) = workflows.workflow("comment")["jobs"].values()
    assert workflows.workflow("comment")["on"] == {"workflow_run": {"workflows": ["preview"], "types": ["completed"]}}
    (checkout,) = (step for step in job["steps"] if "actions/checkout" in step.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": False}, "the default branch"
    (download,) = (step for step in job["steps"] if "download-artifact" in step.get("uses", ""))
    assert download["with"]["path"] == "${{ runner.temp }}/comment", "not among what is run"


def test_a_tag_is_staging_and_then_prod_with_the_same_images() -> None:
    assert of_github("deploy", "dev") == [["deploy", "--stack", "dev"]]
    assert of_github("deploy", "staging") == [
        ["pin", "--stack", "staging"],
        ["deploy", "--stack", "staging"],
        ["images", "--stack", "staging", "--file", "images.json"],
    ]
    assert of_github("deploy", "prod") == [
        ["promote", "--stack", "prod", "--file", "images.json"],
        ["deploy", "--stack", "prod"],
    ]
    jobs = workflows.workflow("deploy")["jobs"]
    assert jobs["prod"]["needs"] == "staging"
    assert jobs["dev"]["if"].startswith("github.ref == 'refs/heads/main' && ")
    assert jobs["staging"]["if"].startswith("startsWith(github.ref, 'refs/tags/v') && ")


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_a_stack_is_updated_by_one_run_at_a_time_and_none_is_broken_off(stack: str) -> None:
    job = workflows.workflow("deploy")["jobs"][stack]
    assert job["environment"] == stack
    assert job["concurrency"] == {"group": f"stack-{stack}", "cancel-in-progress": False}


def test_credentials_last_as_long_as_the_roles_of_bootstrap_allow() -> None:
    action = yaml.safe_load((REPOSITORY / ".github/actions/prepare/action.yml").read_text())
    assert action["inputs"]["seconds"]["default"] == str(aws.HOUR) == str(alicloud.HOUR)
    for stack in ("dev", "staging", "prod"):
        (prepared,) = (s for s in workflows.steps("deploy", stack) if s.get("uses") == "./.github/actions/prepare")
        assert prepared["with"]["seconds"] == str(aws.LONGEST) == str(alicloud.LONGEST)


def test_every_stack_is_looked_at_every_night() -> None:
    (job,) = workflows.workflow("drift")["jobs"].values()
    assert "schedule" in workflows.workflow("drift")["on"]
    assert job["strategy"] == {"fail-fast": False, "matrix": {"stack": ["dev", "staging", "prod"]}}
    assert of_github("drift", "drift") == [["drift", "--stack", "$STACK", "--issue"]]


def test_a_release_comes_after_the_checks() -> None:
    jobs = workflows.workflow("release")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["release"]["needs"] == "check"


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_gitlab_runs_the_same(stack: str) -> None:
    assert of_gitlab(stack) == of_github("deploy", stack)
    (preview,), (beside,) = of_gitlab("preview"), of_github("preview", "simulated")
    assert [word for word in preview if "$" not in word] == [word for word in beside if "$" not in word]
    (drift,), (beside,) = of_gitlab("drift"), of_github("drift", "drift")
    assert drift == beside[:-1], "without an issue it fails"
