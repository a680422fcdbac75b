"""What Auto Scaling with container instances refuses and answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from simulator.values import UNKNOWN
from tests.simulator.alicloud_builders import (
    CONFIGURATION,
    CONTAINER,
    SCALING_GROUP,
    Network,
    configuration,
    role,
    scaling_group,
    servers,
    store,
)
from tests.simulator.world import World

ATTACHMENT = "alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment"
RULE = "alicloud:ess/scalingRule:ScalingRule"
ALARM = "alicloud:ess/alarm:Alarm"
SIMPLE = {"adjustmentType": "TotalCapacity", "adjustmentValue": 1}


@pytest.fixture
def group(ali: World, net: Network) -> Record:
    """A scaling group of container instances."""
    return scaling_group(ali, net)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"minSize": 3, "maxSize": 2}, "minSize: must not be above maxSize (2); got 3"),
        ({"desiredCapacity": 3}, "desiredCapacity: must lie between minSize and maxSize; got 3"),
        ({"desiredCapacity": 0}, "desiredCapacity: must lie between minSize and maxSize; got 0"),
    ],
)
def test_the_sizes_of_a_group_are_in_order(ali: World, inputs: dict[str, Any], words: str) -> None:
    assert ali.problems(SCALING_GROUP, None, **{"minSize": 1, "maxSize": 2, **inputs}) == [words]


@pytest.mark.parametrize(
    "sizes", [(1, 2, 1), (1, 2, 2), (1, 1, None), (1, UNKNOWN, 5), (UNKNOWN, 1, 5), (1, 2, UNKNOWN)]
)
def test_sizes_that_are_not_known_yet_are_not_judged(ali: World, sizes: tuple[Any, Any, Any]) -> None:
    least, most, wanted = sizes
    assert ali.problems(SCALING_GROUP, None, minSize=least, maxSize=most, desiredCapacity=wanted) == []


def test_a_group_of_containers_lies_in_switches(ali: World) -> None:
    words = "MissingParameter.VSwitchIds: a scaling group of ECI needs vSwitches"
    assert ali.refused(SCALING_GROUP, groupType="ECI", minSize=0, maxSize=1) == words
    assert ali.make(SCALING_GROUP, "g", groupType="ECS", minSize=0, maxSize=1).properties["healthCheckType"] == "ECS"


def test_a_protected_group_stays_and_its_configuration_too(ali: World, net: Network) -> None:
    group = scaling_group(ali, net, groupDeletionProtection=True)
    active = configuration(ali, group, forceDelete=True)
    words = f"OperationDenied.DeletionProtection: the scaling group {group.id} is protected against deletion"
    assert ali.remove_refused(group) == ali.remove_refused(active) == words
    ali.remove(active, active=False, forceDelete=False)
    assert ali.cloud.find(SCALING_GROUP) == [group]


def members(ali: World, net: Network, group: Record) -> Record:
    """Fills a group; returns its configuration."""
    active = configuration(ali, group, forceDelete=True)
    rule = ali.make(RULE, "r", scalingGroupId=group.id, **SIMPLE)
    alarm = {"metricName": "CpuUtilization", "threshold": "80", "alarmActions": [rule.properties["ari"]]}
    ali.make(ALARM, "a", scalingGroupId=group.id, **alarm)
    ali.make(ATTACHMENT, "s", scalingGroupId=group.id, albServerGroupId=servers(ali, net).id, port=80, weight=100)
    return active


@pytest.mark.parametrize("by_configuration", [True, False])
def test_a_group_takes_all_that_is_in_it_along(ali: World, net: Network, group: Record, by_configuration: bool) -> None:
    other = scaling_group(ali, net)
    active = members(ali, net, group)
    members(ali, net, other)
    ali.remove(active if by_configuration else group)
    assert ali.cloud.find(SCALING_GROUP) == [other]
    for token in (CONFIGURATION, RULE, ALARM, ATTACHMENT):
        assert [each.properties["scalingGroupId"] for each in ali.cloud.find(token)] == [other.id]


def test_an_active_configuration_stays_unless_the_group_may_go_too(ali: World, group: Record) -> None:
    active = configuration(ali, group)
    words = f"OperationDenied.ScalingConfigurationActive: the configuration {active.id} is active"
    assert ali.remove_refused(active) == words
    ali.remove(active, active=False)
    assert ali.cloud.find(SCALING_GROUP) == [group]


def test_a_group_of_servers_takes_no_containers(ali: World, net: Network) -> None:
    group = scaling_group(ali, net, groupType="ECS")
    words = f"InvalidScalingGroupType: the group {group.id} is not of type ECI"
    assert ali.refused(CONFIGURATION, scalingGroupId=group.id, containers=[CONTAINER]) == words


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"cpu": 1.0, "memory": 3.0},
            "InvalidParameter.CPU.Memory: 1 vCPU with 3 GiB; GiB that go with it: 2, 4, 8",
        ),
        (
            {"cpu": 0.25, "memory": 2.0},
            "InvalidParameter.CPU.Memory: 0.25 vCPU with 2 GiB; GiB that go with it: 0.5, 1",
        ),
        ({"cpu": 3.0, "memory": 4.0}, "InvalidParameter.CPU.Memory: 3 vCPU with 4 GiB; GiB that go with it: "),
        ({"containers": []}, "MissingParameter.Container: a configuration has containers"),
        (
            {"containers": [{"name": "api", "image": "Example/API"}]},
            "InvalidParameter.Container.Image: 'Example/API' is no image",
        ),
        ({"containers": [{"name": "api"}]}, "InvalidParameter.Container.Image: '' is no image"),
        (
            {"initContainers": [{"name": "migrate", "image": "a b"}]},
            "InvalidParameter.Container.Image: 'a b' is no image",
        ),
    ],
)
def test_what_containers_need(ali: World, group: Record, inputs: dict[str, Any], words: str) -> None:
    asked = {"scalingGroupId": group.id, "containers": [CONTAINER]}
    assert ali.refused(CONFIGURATION, **{**asked, **inputs}) == words
    made = configuration(ali, group)
    assert ali.change_refused(made, **{**asked, **inputs}) == words


def test_an_image_may_be_named_by_its_digest(ali: World, group: Record) -> None:
    image = f"registry.eu-central-1.aliyuncs.com/example/api:1.2@sha256:{'0' * 64}"
    made = configuration(ali, group, cpu=0.5, memory=1.0, containers=[{"name": "api", "image": image}])
    assert made.properties["scalingConfigurationName"] == made.id


def test_logs_go_to_a_store_that_there_is(ali: World, group: Record) -> None:
    variables = [
        {"key": "aliyun_logs_api", "value": "stdout"},
        {"key": "aliyun_logs_api_project", "value": "logs"},
        {"key": "aliyun_logs_other", "value": "stdout"},
    ]
    logged = {"containers": [{**CONTAINER, "environmentVars": variables}]}
    asked = {"scalingGroupId": group.id, **logged}
    words = "LogStoreNotExist: logstore api does not exist (container api)"
    assert ali.refused(CONFIGURATION, **asked) == words
    store(ali, "elsewhere", "api")
    assert ali.refused(CONFIGURATION, **asked) == words
    store(ali, "logs", "api")
    configuration(ali, group, **logged)


def test_containers_assume_a_role_that_trusts_ecs(ali: World, group: Record) -> None:
    role(ali, "app", "rds.aliyuncs.com")
    asked = {"scalingGroupId": group.id, "containers": [CONTAINER], "ramRoleName": "app"}
    words = "InvalidRamRole.NotEcsRole: the role app does not trust ecs.aliyuncs.com"
    assert ali.refused(CONFIGURATION, **asked) == words
    role(ali, "web")
    assert configuration(ali, group, ramRoleName="web").properties["ramRoleName"] == "web"


def test_servers_are_attached_to_a_group_that_is_active(ali: World, net: Network, group: Record) -> None:
    asked = {"scalingGroupId": group.id, "albServerGroupId": servers(ali, net).id, "port": 8080, "weight": 100}
    words = f"IncorrectScalingGroupStatus: the scaling group {group.id} has no active scaling configuration"
    assert ali.refused(ATTACHMENT, **asked) == words
    made = configuration(ali, group, active=False)
    assert ali.refused(ATTACHMENT, **asked) == words
    ali.change(made, scalingGroupId=group.id, containers=[CONTAINER], active=True)
    attached = ali.make(ATTACHMENT, "a", **asked)
    assert attached.id == f"{group.id}:{asked['albServerGroupId']}:8080"
    words = "alb_server_group_attachment not support modify operation"
    assert ali.change_refused(attached, **asked, forceAttach=True) == words
