"""What OOS refuses and answers when it rolls out."""

import json
from typing import Any

import pytest

from simulator import latency
from simulator.cloud import Record
from tests.simulator.alicloud_builders import CONTAINER, Network, configuration, scaling_group
from tests.simulator.world import World

EXECUTION = "alicloud:oos/execution:Execution"
ROLLING = "ACS-ESS-RollingUpdateByUpdateContainerGroup"


@pytest.fixture
def group(ali: World, net: Network) -> Record:
    """A scaling group of container instances."""
    return scaling_group(ali, net)


def rollout(group: Record, active: Record, **more: Any) -> dict[str, Any]:
    wanted = {"scalingGroupId": group.id, "scalingConfigurationId": active.id, "maxErrors": 0}
    return {"templateName": ROLLING, "parameters": json.dumps({**wanted, **more})}


def test_a_rollout_names_a_group_and_its_configuration(ali: World, net: Network, group: Record) -> None:
    active = configuration(ali, group)
    assert ali.make(EXECUTION, "e", **rollout(group, active)).properties["status"] == "Success"
    words = "EntityNotExists.Template: the template ACS-ECS-Nothing does not exist"
    assert ali.refused(EXECUTION, templateName="ACS-ECS-Nothing") == words
    missing = "Execution failed: InvalidScalingGroupId.NotFound: the scaling group or configuration is missing"
    assert ali.refused(EXECUTION, templateName=ROLLING) == missing
    for wrong in ({"scalingGroupId": "asg-1"}, {"scalingConfigurationId": "asc-1"}):
        assert ali.refused(EXECUTION, **rollout(group, active, **wrong)) == missing
    other = scaling_group(ali, net)
    words = f"Execution failed: {active.id} is no configuration of {other.id}"
    assert ali.refused(EXECUTION, **rollout(other, active)) == words


def test_containers_that_do_not_become_ready_fail_the_rollout(ali: World, group: Record) -> None:
    active = configuration(ali, group, containers=[CONTAINER, {"name": "web", "image": "example/web:never-ready"}])
    assert ali.refused(EXECUTION, **rollout(group, active)) == (
        f"Execution failed: ess:ExitStandby: the container web of {group.id} does not become ready; maxErrors 0 is "
        "exceeded"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("templateName", "other"),
        ("parameters", "{}"),
        ("mode", "Debug"),
        ("description", "x"),
        ("loopMode", "x"),
        ("parentExecutionId", "x"),
        ("safetyCheck", "Skip"),
        ("tags", {"a": "b"}),
        ("templateContent", "x"),
        ("templateVersion", "v2"),
    ],
)
def test_every_change_runs_a_rollout_again(ali: World, name: str, value: Any) -> None:
    state = {"templateName": ROLLING, "parameters": '{"a": 1}', "mode": "Automatic", "templateVersion": "v1"}
    assert set(ali.package.catalogue[EXECUTION].properties) == {
        *state,
        "description",
        "loopMode",
        "parentExecutionId",
        "safetyCheck",
        "tags",
        "templateContent",
    }
    changes = ali.differences(EXECUTION, state, **{**state, name: value})
    assert [(each.path[0], each.replaces) for each in changes] == [(name, True)]


TEMPLATE = "alicloud:oos/template:Template"
WAIT = {"Name": "wait", "Action": "ACS::Sleep", "Properties": {"Duration": "PT5M"}}


def template(ali: World, **more: Any) -> Record:
    content = json.dumps({"FormatVersion": "OOS-2019-06-01", "Tasks": [WAIT]})
    return ali.make(TEMPLATE, "t", **{"templateName": "wait", "content": content, **more})


def test_a_template_of_one_s_own_is_run(ali: World) -> None:
    template(ali)
    assert ali.make(EXECUTION, "e", templateName="wait").properties["status"] == "Success"
    words = "EntityNotExists.Template: the template wail does not exist"
    assert ali.refused(EXECUTION, templateName="wail") == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("FormatVersion: x", "InvalidTemplate.Format: the content is no JSON"),
        (
            json.dumps({"FormatVersion": "1", "Tasks": [WAIT]}),
            "InvalidTemplate.Format: a template has FormatVersion OOS-2019-06-01 and Tasks",
        ),
        (
            json.dumps({"FormatVersion": "OOS-2019-06-01", "Tasks": []}),
            "InvalidTemplate.Format: a template has FormatVersion OOS-2019-06-01 and Tasks",
        ),
    ],
)
def test_a_template_says_its_format_and_what_it_does(ali: World, content: str, words: str) -> None:
    assert ali.refused(TEMPLATE, templateName="wait", content=content) == words
    made = template(ali)
    assert ali.change_refused(made, templateName="wait", content=content) == words
    words = "EntityAlreadyExists.Template: the template wait already exists"
    assert ali.refused(TEMPLATE, templateName="wait", content=made.properties["content"]) == words


def test_a_template_that_has_run_stays_unless_its_runs_may_go(ali: World) -> None:
    made = template(ali)
    run = ali.make(EXECUTION, "e", templateName="wait")
    words = f"ConstraintViolation.Template: the template wait has executions, such as {run.id}"
    assert ali.remove_refused(made) == words
    ali.remove(made, autoDeleteExecutions=True)
    assert ali.cloud.find(EXECUTION) == []


def test_a_wait_takes_its_time(ali: World) -> None:
    assert latency.seconds(EXECUTION, "create", {"parameters": "{}"}) == 300
    assert latency.seconds(EXECUTION, "create", {"parameters": '{"scalingGroupId": "asg-1"}'}) == 180
