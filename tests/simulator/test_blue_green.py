"""What ECS needs in order to move requests from one version to the next, and how it does."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import (
    LISTENER,
    TASK,
    Network,
    balancer,
    policy,
    role,
    service_inputs,
    target_group,
    task_inputs,
)
from tests.simulator.world import World

SERVICE = "aws:ecs/service:Service"
RULE = "aws:lb/listenerRule:ListenerRule"
NOT_FOUND = [
    {
        "type": "fixed-response",
        "fixedResponse": {"contentType": "text/plain", "messageBody": "Not found", "statusCode": "404"},
    }
]
BLUE_GREEN = {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": "5"}
READ = ["elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetHealth"]


class Stage:
    """A load balancer with a rule, two target groups and a role that may move requests between them."""

    def __init__(self, world: World, network: Network, cluster: Record) -> None:
        self.world, self.network, self.cluster = world, network, cluster
        self.blue, self.green = target_group(world, network, "blue"), target_group(world, network, "green")
        arn = balancer(world, network).properties["arn"]
        self.listener = world.make(
            LISTENER, "http", loadBalancerArn=arn, port=80, protocol="HTTP", defaultActions=NOT_FOUND
        )
        shares = [{"arn": self.blue.id, "weight": 100}, {"arn": self.green.id, "weight": 0}]
        self.rule = world.make(
            RULE,
            "route",
            listenerArn=self.listener.id,
            priority=1,
            conditions=[{"pathPattern": {"values": ["/*"]}}],
            actions=[{"type": "forward", "forward": {"targetGroups": shares}}],
        )
        self.role = role(world, "ecs.amazonaws.com", "deployer")
        self.task = world.make(TASK, "t", **task_inputs())

    def allow(self, *, modify: bool = True, register: bool = True) -> None:
        """Give the role its rights."""
        statements: list[dict[str, Any]] = [{"Effect": "Allow", "Action": READ, "Resource": "*"}]
        if modify:
            statements.append(
                {"Effect": "Allow", "Action": "elasticloadbalancing:ModifyRule", "Resource": self.rule.id}
            )
        if register:
            actions = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
            statements.append({"Effect": "Allow", "Action": actions, "Resource": [self.blue.id, self.green.id]})
        self.world.make("aws:iam/rolePolicy:RolePolicy", "rights", role=self.role.id, policy=policy(*statements))

    def inputs(self, task: Record | None = None, **changes: Any) -> dict[str, Any]:
        """A blue/green service."""
        pair = {
            "alternateTargetGroupArn": self.green.id,
            "productionListenerRule": self.rule.id,
            "roleArn": self.role.properties["arn"],
        }
        door = {"containerName": "api", "containerPort": 80, "targetGroupArn": self.blue.id}
        usual = {
            "loadBalancers": [{**door, "advancedConfiguration": {**pair, **changes.pop("pair", {})}}],
            "deploymentConfiguration": BLUE_GREEN,
        }
        return service_inputs(self.cluster, self.network, task or self.task, **{**usual, **changes})

    def weights(self) -> dict[str, int]:
        """Of all requests, in percent: blue's and green's."""
        (rule,) = self.world.cloud.find(RULE)
        shares = {group["arn"]: group["weight"] for group in rule.properties["actions"][0]["forward"]["targetGroups"]}
        return {"blue": shares[self.blue.id], "green": shares[self.green.id]}


@pytest.fixture
def stage(world: World, network: Network, cluster: Record) -> Stage:
    return Stage(world, network, cluster)


def test_every_new_version_gets_all_requests_at_once(stage: Stage, world: World) -> None:
    stage.allow()
    made = world.make(SERVICE, "s", **stage.inputs())
    assert stage.weights() == {"blue": 0, "green": 100}
    second = world.make(TASK, "t", **task_inputs(cpu="512", memory="1024"))
    world.change(made, **stage.inputs(second))
    assert stage.weights() == {"blue": 100, "green": 0}
    again = next(record for record in world.cloud.find(SERVICE))
    world.change(again, **stage.inputs(second, desiredCount=3))
    assert stage.weights() == {"blue": 100, "green": 0}


def test_a_rolling_service_moves_no_requests(stage: Stage, world: World) -> None:
    door = {"containerName": "api", "containerPort": 80, "targetGroupArn": stage.blue.id}
    world.make(SERVICE, "s", **service_inputs(stage.cluster, stage.network, stage.task, loadBalancers=[door]))
    assert stage.weights() == {"blue": 100, "green": 0}


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ({"modify": False}, "is not authorized to perform elasticloadbalancing:ModifyRule on arn:"),
        ({"register": False}, "is not authorized to perform elasticloadbalancing:RegisterTargets on arn:"),
    ],
)
def test_ecs_needs_the_rights_to_move_them(stage: Stage, world: World, rights: dict[str, bool], words: str) -> None:
    stage.allow(**rights)
    assert words in world.refused(SERVICE, **stage.inputs())


def test_ecs_must_be_trusted(stage: Stage, world: World) -> None:
    other = role(world, "ecs-tasks.amazonaws.com", "other").properties["arn"]
    assert "its trust policy does not name ecs.amazonaws.com" in world.refused(
        SERVICE, **stage.inputs(pair={"roleArn": other})
    )


def test_the_rule_leads_to_one_of_the_pair(stage: Stage, world: World, network: Network) -> None:
    stage.allow()
    lost = target_group(world, network, "lost")
    away = world.make(
        RULE,
        "away",
        listenerArn=stage.listener.id,
        priority=2,
        conditions=[{"pathPattern": {"values": ["/*"]}}],
        actions=[{"type": "forward", "targetGroupArn": lost.id}],
    )
    words = world.refused(SERVICE, **stage.inputs(pair={"productionListenerRule": away.id}))
    assert words == (
        f"InvalidParameterException: The listener rule {away.id} does not forward to target group {stage.blue.id}"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"deploymentConfiguration": {"strategy": "ROLLING"}},
        {"loadBalancers": "single"},
    ],
)
def test_pairs_and_the_strategy_go_together(stage: Stage, world: World, changes: dict[str, Any]) -> None:
    stage.allow()
    if changes.get("loadBalancers"):
        changes = {"loadBalancers": [{"containerName": "api", "containerPort": 80, "targetGroupArn": stage.blue.id}]}
    assert world.refused(SERVICE, **stage.inputs(**changes)) == (
        "InvalidParameterException: advancedConfiguration is given for deployments of strategy BLUE_GREEN, and for no "
        "other"
    )


def test_a_service_has_five_target_groups(stage: Stage, world: World) -> None:
    stage.allow()
    doors = stage.inputs()["loadBalancers"]
    many = [{**doors[0], "containerName": f"api{number}"} for number in range(6)]
    containers = [
        {"name": f"api{number}", "image": "a:1", "portMappings": [{"containerPort": 80}]} for number in range(6)
    ]
    task = world.make(TASK, "many", **task_inputs(*containers))
    words = world.refused(SERVICE, **stage.inputs(task, loadBalancers=many))
    assert words == "InvalidParameterException: a service has at most 5 target groups"
