"""Names that Pulumi makes."""

import re
from typing import Any

import pytest

from simulator.checking.naming import Mode, Naming
from tests.simulator.world import World

GROUP = "aws:ec2/securityGroup:SecurityGroup"


def named(
    world: World, token: str, logical: str, mode: Mode | None = None, /, **inputs: Any
) -> tuple[dict[str, Any], list[str]]:
    naming = Naming(logical, b"seed") if mode is None else Naming(logical, b"seed", "from-the-stack", mode)
    return world.inspection.check(token, inputs, {}, naming)


@pytest.mark.parametrize(
    ("token", "logical", "inputs", "key", "pattern"),
    [
        (GROUP, "Web", {}, "name", r"^Web-[0-9a-f]{7}$"),
        ("aws:s3/bucket:Bucket", "Files", {}, "bucket", r"^files-[0-9a-f]{7}$"),
        ("aws:rds/instance:Instance", "db", {"instanceClass": "db.t4g.micro"}, "identifier", r"^db[0-9a-f]{7}$"),
        ("aws:kms/alias:Alias", "main", {"targetKeyId": "k"}, "name", r"^alias/main-[0-9a-f]{7}$"),
        ("aws:sqs/queue:Queue", "jobs", {"fifoQueue": True}, "name", r"^jobs-[0-9a-f]{7}\.fifo$"),
        ("aws:iam/user:User", "app", {}, "name", r"^app-[0-9a-f]{7}$"),
    ],
)
def test_a_missing_name_is_made_as_the_type_wants_it(
    world: World, token: str, logical: str, inputs: dict[str, Any], key: str, pattern: str
) -> None:
    filled, problems = named(world, token, logical, **inputs)
    assert problems == []
    assert re.match(pattern, str(filled[key]))
    assert key in filled["__defaults"]


def test_the_same_seed_makes_the_same_name(world: World) -> None:
    assert named(world, GROUP, "web") == named(world, GROUP, "web")


def test_a_given_name_is_kept_and_not_listed_as_made(world: World) -> None:
    filled, _ = named(world, GROUP, "web", name="mine")
    assert filled["name"] == "mine"
    assert "__defaults" not in filled


def test_a_name_once_made_is_kept(world: World) -> None:
    first, _ = named(world, GROUP, "web")
    again, _ = world.inspection.check(GROUP, {}, first, Naming("web", b"another seed"))
    assert again["name"] == first["name"]


def test_a_prefix_leaves_the_name_to_the_cloud(world: World) -> None:
    filled, problems = named(world, GROUP, "web", namePrefix="web-")
    assert "name" not in filled
    assert problems == []


def test_a_name_that_gets_too_long_is_refused_with_the_room_there_is(world: World) -> None:
    inputs = {"port": 80, "protocol": "HTTP", "vpcId": "vpc-1"}
    _, problems = named(world, "aws:lb/targetGroup:TargetGroup", "a-logical-name-of-more-than-24", **inputs)
    [words] = problems
    assert words.startswith("name: the name made for it, a-logical-name-of-more-than-24-")
    assert words.endswith("is longer than 32 characters; give name, or shorten the resource's name to 24 characters")


def test_the_stack_may_ask_for_names_of_its_own(world: World) -> None:
    assert named(world, GROUP, "web", "propose")[0]["name"] == "from-the-stack"
    assert named(world, GROUP, "web", "enforce")[0]["name"] == "from-the-stack"
    assert named(world, "aws:kms/alias:Alias", "k", "propose", targetKeyId="k")[0]["name"] == "alias/from-the-stack"
    assert "name" not in named(world, GROUP, "web", "disable")[0]


def test_without_names_a_required_one_is_missing(world: World) -> None:
    _, problems = named(world, "aws:ecs/service:Service", "api", "disable", taskDefinition="t")
    assert problems == ["name: a required value is missing"]
