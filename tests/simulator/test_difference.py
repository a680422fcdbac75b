"""What counts as a change, and which changes replace."""

import json
from typing import Any

import pytest

from simulator.checking.naming import MADE
from simulator.values import UNKNOWN, show
from tests.simulator.world import World

GROUP = "aws:ec2/securityGroup:SecurityGroup"
SUBNET = "aws:ec2/subnet:Subnet"
INSTANCE = "aws:rds/instance:Instance"
ROLE = "aws:iam/role:Role"
TASK = "aws:ecs/taskDefinition:TaskDefinition"


def seen(world: World, token: str, state: dict[str, Any], **new: Any) -> dict[str, tuple[str, bool]]:
    """The changes by path: what kind, and whether each replaces."""
    return {show(each.path): (each.kind, each.replaces) for each in world.differences(token, state, **new)}


def state_of(world: World, token: str, **inputs: Any) -> dict[str, Any]:
    """A state with exactly these inputs, as the provider filled them."""
    filled = world.checked(token, inputs)[0]
    return {**{key: value for key, value in filled.items() if key != MADE}, "tagsAll": {"stack": "test"}}


def test_the_same_inputs_are_no_change(world: World) -> None:
    assert (
        seen(
            world,
            SUBNET,
            state_of(world, SUBNET, vpcId="v", cidrBlock="10.0.0.0/24"),
            vpcId="v",
            cidrBlock="10.0.0.0/24",
        )
        == {}
    )


def test_what_replaces_does_and_what_updates_does_not(world: World) -> None:
    state = state_of(world, SUBNET, vpcId="v", cidrBlock="10.0.0.0/24", mapPublicIpOnLaunch=False)
    assert seen(world, SUBNET, state, vpcId="v", cidrBlock="10.0.1.0/24", mapPublicIpOnLaunch=True) == {
        "cidrBlock": ("update", True),
        "mapPublicIpOnLaunch": ("update", False),
    }


def test_what_the_cloud_answers_may_be_left_out(world: World) -> None:
    state = {**state_of(world, SUBNET, vpcId="v", cidrBlock="10.0.0.0/24"), "availabilityZone": "eu-central-1a"}
    assert seen(world, SUBNET, state, vpcId="v", cidrBlock="10.0.0.0/24") == {}
    assert seen(world, SUBNET, state, vpcId="v", cidrBlock="10.0.0.0/24", availabilityZone="eu-central-1b") == {
        "availabilityZone": ("update", True)
    }


def test_a_removed_setting_is_a_change_and_an_absent_false_is_none(world: World) -> None:
    inputs = {"instanceClass": "db.t4g.micro", "identifier": "db"}
    state = state_of(world, INSTANCE, **inputs, deletionProtection=True)
    assert seen(world, INSTANCE, state, **inputs) == {"deletionProtection": ("delete", False)}
    assert seen(world, INSTANCE, state_of(world, INSTANCE, **inputs, deletionProtection=False), **inputs) == {}


def test_a_set_has_no_order(world: World) -> None:
    rules = [{"protocol": "tcp", "fromPort": port, "toPort": port, "cidrBlocks": ["10.0.0.0/8"]} for port in (80, 443)]
    state = state_of(world, GROUP, vpcId="v", name="g", ingress=rules)
    assert seen(world, GROUP, state, vpcId="v", name="g", ingress=list(reversed(rules))) == {}
    assert seen(world, GROUP, state, vpcId="v", name="g", ingress=rules[:1]) == {"ingress[1]": ("delete", False)}


def test_a_list_has_an_order(world: World) -> None:
    token = "aws:lb/listenerRule:ListenerRule"
    actions = [
        {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": code}}
        for code in ("404", "503")
    ]
    inputs = {
        "listenerArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/b/c",
        "conditions": [],
    }
    state = state_of(world, token, **inputs, actions=actions)
    changes = seen(world, token, state, **inputs, actions=list(reversed(actions)))
    assert changes == {
        "actions[0].fixedResponse.statusCode": ("update", False),
        "actions[1].fixedResponse.statusCode": ("update", False),
    }


def test_documents_compare_by_meaning(world: World) -> None:
    statement = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
    old = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    new = json.dumps({"Statement": {**statement, "Action": "sts:AssumeRole"}, "Version": "2012-10-17"}, indent=2)
    state = state_of(world, ROLE, name="r", assumeRolePolicy=old)
    assert seen(world, ROLE, state, name="r", assumeRolePolicy=new) == {}
    other = new.replace("ecs-tasks", "lambda")
    assert seen(world, ROLE, state, name="r", assumeRolePolicy=other) == {"assumeRolePolicy": ("update", False)}


def test_container_definitions_compare_without_order_and_defaults(world: World) -> None:
    variables = [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]
    old = [{"name": "api", "image": "i:1", "environment": variables, "portMappings": [{"containerPort": 80}]}]
    new = [
        {
            "image": "i:1",
            "name": "api",
            "essential": True,
            "environment": list(reversed(variables)),
            "portMappings": [{"containerPort": 80, "hostPort": 80, "protocol": "tcp"}],
            "mountPoints": [],
        }
    ]
    state = state_of(world, TASK, family="api", containerDefinitions=json.dumps(old))
    assert seen(world, TASK, state, family="api", containerDefinitions=json.dumps(new)) == {}
    new[0]["image"] = "i:2"
    assert seen(world, TASK, state, family="api", containerDefinitions=json.dumps(new)) == {
        "containerDefinitions": ("update", True)
    }


def test_an_unknown_value_is_a_change(world: World) -> None:
    state = state_of(world, SUBNET, vpcId="v", cidrBlock="10.0.0.0/24")
    assert seen(world, SUBNET, state, vpcId=UNKNOWN, cidrBlock="10.0.0.0/24") == {"vpcId": ("update", True)}


def test_what_the_cloud_keeps_in_lower_case_is_the_same(world: World) -> None:
    token = "aws:elasticache/replicationGroup:ReplicationGroup"
    state = {**state_of(world, token, description="d", replicationGroupId="Main"), "replicationGroupId": "main"}
    assert seen(world, token, state, description="d", replicationGroupId="Main") == {}
    made = world.make(token, "c", description="d", replicationGroupId="Main", nodeType="cache.t4g.micro")
    assert made.properties["replicationGroupId"] == made.id == "main"


def test_ignored_changes_are_none(world: World) -> None:
    token = "aws:appautoscaling/target:Target"
    inputs = {
        "resourceId": "r",
        "scalableDimension": "d",
        "serviceNamespace": "ecs",
        "minCapacity": 1,
        "maxCapacity": 2,
    }
    state, filled = state_of(world, token, **inputs), world.checked(token, {**inputs, "maxCapacity": 5})[0]
    place = world.connection.place
    assert [show(each.path) for each in world.inspection.diff(token, state, {}, filled, place)] == ["maxCapacity"]
    assert world.inspection.diff(token, state, {}, filled, place, ["maxCapacity"]) == []


def test_new_default_tags_of_the_provider_are_a_change(world: World) -> None:
    state = {**state_of(world, SUBNET, vpcId="v", cidrBlock="10.0.0.0/24"), "tagsAll": {}}
    assert seen(world, SUBNET, state, vpcId="v", cidrBlock="10.0.0.0/24") == {"tagsAll": ("update", False)}


def test_what_is_never_stored_is_never_a_change(world: World) -> None:
    inputs = {"instanceClass": "db.t4g.micro", "identifier": "db", "passwordWoVersion": 1}
    state = state_of(world, INSTANCE, **inputs, passwordWo="first-password")
    del state["passwordWo"]
    assert seen(world, INSTANCE, state, **inputs, passwordWo="second-password") == {}
    assert seen(world, INSTANCE, state, **{**inputs, "passwordWoVersion": 2}, passwordWo="x") == {
        "passwordWoVersion": ("update", False)
    }


def test_storage_that_grew_by_itself_is_no_change(world: World) -> None:
    inputs = {"instanceClass": "db.t4g.micro", "identifier": "db", "maxAllocatedStorage": 100}
    state = {**state_of(world, INSTANCE, **inputs, allocatedStorage=20), "allocatedStorage": 40}
    assert seen(world, INSTANCE, state, **inputs, allocatedStorage=20) == {}
    assert seen(world, INSTANCE, state, **inputs, allocatedStorage=50) == {"allocatedStorage": ("update", False)}


@pytest.mark.parametrize(
    ("name", "was", "wanted", "replaces"),
    [
        ("engineVersion", "7.1", "7.0", True),
        ("engineVersion", "7.0", "7.1", False),
        ("engine", "redis", "valkey", False),
        ("engine", "valkey", "redis", True),
    ],
)
def test_a_cache_is_replaced_by_a_downgrade_or_another_engine(
    world: World, name: str, was: str, wanted: str, replaces: bool
) -> None:
    token = "aws:elasticache/replicationGroup:ReplicationGroup"
    state = {**state_of(world, token, description="d", replicationGroupId="c"), name: was}
    assert seen(world, token, state, description="d", replicationGroupId="c", **{name: wanted})[name] == (
        "update",
        replaces,
    )


def test_a_given_name_that_stays_deletes_first(world: World) -> None:
    type_ = world.package.catalogue["aws:lb/targetGroup:TargetGroup"]
    assert world.inspection.deletes_first(type_, {"name": "api"}, {"name": "api"})
    assert not world.inspection.deletes_first(type_, {"name": "api"}, {"name": "other"})
    assert not world.inspection.deletes_first(type_, {"name": "api-1"}, {"name": "api-1", MADE: ["name"]})


def test_a_policy_attachment_always_deletes_first(world: World) -> None:
    type_ = world.package.catalogue["aws:iam/rolePolicyAttachment:RolePolicyAttachment"]
    assert world.inspection.deletes_first(type_, {}, {})
