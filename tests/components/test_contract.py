"""What holds for every component at once, on the whole program of each application and stack."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass

import pytest

from components.cache import alicloud_instance, aws_group
from components.component import Component
from components.database import alicloud_polardb, alicloud_rds, aws_instance
from components.spec import Cloud, Size
from simulator.catalogue.sdk import input_names
from tests.components.programs import Program, registered

SECRET: Mapping[Cloud, Mapping[str, str]] = {
    "aws": {
        "aws:rds/instance:Instance": "password",
        "aws:elasticache/replicationGroup:ReplicationGroup": "authToken",
        "aws:secretsmanager/secretVersion:SecretVersion": "secretString",
    },
    "alicloud": {
        "alicloud:rds/account:Account": "accountPassword",
        "alicloud:redis/tairInstance:TairInstance": "password",
        "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration": "containers",
        "alicloud:oos/execution:Execution": "parameters",
    },
}
"""Cloud -> type -> the input that must be marked secret."""

WITHOUT_SECRETS = {"web"}
"""Parts of the examples whose containers are handed none."""

STATEFUL = {
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
    "aws:kms/key:Key",
    "alicloud:rds/instance:Instance",
    "alicloud:rds/database:Database",
    "alicloud:redis/tairInstance:TairInstance",
    "alicloud:oss/bucket:Bucket",
    "alicloud:kms/key:Key",
}

TAGS = "tags"
FILE = "aws:s3/bucketObjectv2:BucketObjectv2"
"""The files of a page: their bucket is tagged; tags of their own would be billed by the file."""

STACKS = [("notes", "dev"), ("notes", "prod"), ("cto-new", "dev"), ("cto-new", "prod")]
PROGRAMS = [(application, stack, cloud) for application, stack in STACKS for cloud in typing.get_args(Cloud)]


@pytest.fixture(scope="module", params=PROGRAMS, ids="-".join)
def program(request: pytest.FixtureRequest) -> Iterator[Program]:
    """Run the program of an application and stack once on each cloud."""
    with registered(*request.param) as found:
        yield found


def test_every_resource_hangs_below_a_component_and_bears_its_name(program: Program) -> None:
    """No orphans, and logical names that say whose they are."""
    components = program.components
    assert [item.name for item in program.resources if item.parent not in components] == []
    strangers = [item.name for item in program.resources if not f"{item.name}-".startswith(f"{item.parent}-")]
    assert strangers == []


def test_no_two_resources_of_a_type_share_a_name(program: Program) -> None:
    """The engine would refuse them; its stand-in would not."""
    seen = [(item.type, item.parent, item.name) for item in program.resources]
    assert len(seen) == len(set(seen))


def test_everything_that_can_be_tagged_says_whose_it_is(program: Program) -> None:
    """Application, stack, environment and part, on every resource whose type has tags."""
    stack = program.stack
    common = {
        "application": stack.application,
        "stack": stack.name,
        "environment": stack.environment,
        "managed-by": "groundwork",
    }
    taggable = [item for item in program.resources if item.type != FILE and TAGS in input_names(item.type)]
    wrong = {
        item.name: item.type
        for item in taggable
        if not common.items() <= item.inputs.get(TAGS, {}).items() or not item.inputs[TAGS].get("part")
    }
    assert wrong == {}


def test_secrets_are_marked_secret(program: Program) -> None:
    """Nothing plain reaches the state."""
    marked = SECRET[program.stack.cloud]
    found = [item for item in program.resources if item.type in marked and item.parent not in WITHOUT_SECRETS]
    assert {item.type for item in found} == set(marked)
    assert [item.name for item in found if marked[item.type] not in item.secret_inputs] == []


def test_stateful_parts_are_protected_outside_dev(program: Program) -> None:
    """Database, cache, buckets and key survive what a person did not mean."""
    kept = {item.name: item.protect for item in program.resources if item.type in STATEFUL}
    pages = {f"{name}-files" for name in program.stack.static}
    expected = program.stack.environment != "dev"
    assert {name: protected for name, protected in kept.items() if name not in pages} == dict.fromkeys(
        kept.keys() - pages, expected
    )


@pytest.mark.parametrize("component", Component.__subclasses__(), ids=lambda component: component.__name__)
def test_a_component_has_the_outputs_of_its_contract(component: type[Component]) -> None:
    """Every component inherits the record that its backends return, under the name that the rooms share."""
    contracts = [base for base in component.__bases__ if base is not Component]
    assert [contract.__name__ for contract in contracts] == [f"{component.__name__}Outputs"]
    assert is_dataclass(contracts[0])


@pytest.mark.parametrize(
    "mapped",
    [
        aws_instance.CLASSES,
        aws_group.NODES,
        alicloud_rds.CLASSES,
        alicloud_polardb.CLASSES,
        alicloud_instance.CLASSES,
    ],
)
def test_every_size_is_mapped(mapped: dict[Size, str]) -> None:
    """Each backend of a room with sizes knows all of them, each a class of its own."""
    assert set(mapped) == set(typing.get_args(Size))
    assert len(set(mapped.values())) == len(mapped)
