"""What happens to a resource from preview to deletion."""

import dataclasses
import re

from simulator.cloud import Record
from simulator.values import UNKNOWN
from tests.simulator.builders import GROUP, ROLE, SUBNET, VPC, Network, role, target_group, trust
from tests.simulator.world import World

ID = r"[0-9a-f]{17}"


def test_a_preview_knows_the_inputs_and_nothing_that_the_cloud_answers(world: World) -> None:
    known = world.preview(VPC, cidrBlock="10.0.0.0/16", tags={"a": "b"})
    assert known["cidrBlock"] == "10.0.0.0/16"
    assert known["tagsAll"] == {"stack": "test", "a": "b"}
    assert known["region"] == "eu-central-1"
    assert known["arn"] == known["defaultSecurityGroupId"] == UNKNOWN


def test_ids_and_arns_have_the_real_formats(world: World, network: Network) -> None:
    assert re.fullmatch(f"vpc-{ID}", network.vpc.id)
    assert network.vpc.properties["arn"] == f"arn:aws:ec2:eu-central-1:123456789012:vpc/{network.vpc.id}"
    assert re.fullmatch(f"sg-{ID}", network.group.id)
    made = role(world, "ecs-tasks.amazonaws.com")
    assert made.properties["arn"] == f"arn:aws:iam::123456789012:role/{made.id}"
    assert made.id == made.properties["name"]
    assert re.fullmatch("AROA[A-Z2-7]{17}", made.properties["uniqueId"])
    group = target_group(world, network)
    assert group.id == group.properties["arn"]
    assert re.fullmatch(r"targetgroup/api-[0-9a-f]{7}/[0-9a-f]{16}", group.properties["arnSuffix"])


def test_default_tags_are_under_the_resources_own(world: World) -> None:
    made = world.make(VPC, "vpc", cidrBlock="10.0.0.0/16", tags={"stack": "mine"})
    assert made.properties["tagsAll"] == {"stack": "mine"}
    assert made.properties["tags"] == {"stack": "mine"}


def test_every_output_is_answered(world: World, network: Network) -> None:
    assert set(network.vpc.properties) >= set(world.package.catalogue[VPC].outputs)


def test_an_update_keeps_what_was_answered(world: World, network: Network) -> None:
    changed = world.change(network.vpc, cidrBlock="10.0.0.0/16", enableDnsHostnames=True)
    assert changed == {**network.vpc.properties, "enableDnsHostnames": True}
    held = world.cloud.get(VPC, "eu-central-1", network.vpc.id)
    assert held is not None
    assert held.properties == changed


def test_the_preview_of_an_update_knows_what_was_answered(world: World, network: Network) -> None:
    call = world.call(VPC, {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True}, network.vpc)
    known = world.runner.lifecycle.preview_update(call, world.connection.place)
    assert known == {**network.vpc.properties, "enableDnsHostnames": True}


def test_a_removed_setting_is_gone_and_an_answered_one_stays(world: World, network: Network) -> None:
    inputs = {"vpcId": network.vpc.id, "cidrBlock": "10.0.9.0/24", "mapPublicIpOnLaunch": True}
    made = world.make(SUBNET, "s", **inputs, availabilityZone="eu-central-1b")
    changed = world.change(made, vpcId=network.vpc.id, cidrBlock="10.0.9.0/24")
    assert changed["availabilityZone"] == "eu-central-1b"
    assert changed["mapPublicIpOnLaunch"] is False


def test_what_is_never_stored_is_not_in_the_cloud(world: World) -> None:
    secret = world.make("aws:secretsmanager/secret:Secret", "s")
    token = "aws:secretsmanager/secretVersion:SecretVersion"
    made = world.make(token, "v", secretId=secret.id, secretStringWo="hunter2", secretStringWoVersion=1)
    assert "hunter2" not in str(made.properties)
    assert made.properties["hasSecretStringWo"] is True


def test_deleting_what_is_gone_is_no_error(world: World, network: Network) -> None:
    world.remove(network.group)
    world.remove(network.group)
    assert world.cloud.get(GROUP, "eu-central-1", network.group.id) is None


def test_updating_what_is_gone_is_an_error(world: World, network: Network) -> None:
    world.cloud.remove(network.group)
    words = world.change_refused(network.group, vpcId=network.vpc.id)
    assert words == f"NotFound: {GROUP} {network.group.id} does not exist any more; run `refresh`"


def test_a_refresh_finds_nothing_new(world: World, network: Network) -> None:
    inputs = {"cidrBlock": "10.0.0.0/16"}
    found = world.read(network.vpc, inputs)
    assert found is not None
    assert (found.id, found.properties, found.inputs) == (network.vpc.id, network.vpc.properties, inputs)


def test_a_refresh_sees_drift(world: World, network: Network) -> None:
    state = dict(network.vpc.properties)
    moved = {**state, "enableDnsSupport": False, "tags": {"by": "hand"}}
    world.cloud.put(dataclasses.replace(network.vpc, properties=moved))
    found = world.read(network.vpc, {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": True}, state)
    assert found is not None
    assert found.inputs == {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": False}
    assert found.properties["tags"] == {"by": "hand"}


def test_a_refresh_sees_what_is_gone(world: World, network: Network) -> None:
    world.cloud.remove(network.group)
    assert world.read(network.group, {}) is None


def test_an_import_gives_the_inputs_that_would_make_it(world: World) -> None:
    made = world.make(ROLE, "r", assumeRolePolicy=trust("ecs-tasks.amazonaws.com"), name="app")
    found = world.read(made, {}, {})
    assert found is not None
    assert found.inputs == {
        "assumeRolePolicy": trust("ecs-tasks.amazonaws.com"),
        "maxSessionDuration": 3600,
        "name": "app",
        "path": "/",
    }


def test_operations_are_logged_with_the_tables_latency_and_their_errors(world: World, network: Network) -> None:
    world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.0.0.0/24")
    last = world.log.list()[-1]
    assert (last.type, last.operation, last.seconds) == (SUBNET, "create", 1.0)
    assert last.error is not None
    assert last.error.startswith("InvalidSubnet.Conflict")
    assert last.start <= last.finish


def test_a_refusal_makes_nothing(world: World, network: Network) -> None:
    before = world.cloud.resources()
    world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.0.0.0/24")
    assert world.cloud.resources() == before


def test_regions_are_kept_apart(world: World, network: Network) -> None:
    words = world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.0.7.0/24", region="us-east-1")
    assert words == f"InvalidVpcID.NotFound: The vpc ID '{network.vpc.id}' does not exist"
    other = world.make(VPC, "far", cidrBlock="10.0.0.0/16", region="us-east-1")
    assert other.region == "us-east-1"
    assert ":us-east-1:" in other.properties["arn"]


def test_a_new_revision_outlives_the_old_one_of_the_same_id(world: World) -> None:
    token = "aws:ecs/taskDefinition:TaskDefinition"
    text = '[{"name": "a", "image": "i:1"}]'
    first = world.make(token, "t", family="api", containerDefinitions=text)
    second = world.make(token, "t", family="api", containerDefinitions=text.replace("i:1", "i:2"))
    assert first.id == second.id == "api"
    world.remove(first)
    assert [record.properties["revision"] for record in world.cloud.find(token)] == [2]


def test_operations_of_each_kind_reach_the_log(world: World) -> None:
    made: Record = world.make(VPC, "vpc", cidrBlock="10.0.0.0/16")
    world.change(made, cidrBlock="10.0.0.0/16", enableDnsHostnames=True)
    world.remove(made)
    assert [each.operation for each in world.log.list()] == ["create", "update", "delete"]
    assert world.cloud.resources() == []
