"""What holds for every component at once, on the whole program of each application and stack."""

import json
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass

import pytest

from components.cache import alicloud_instance, aws_group
from components.cache import docker_server as cache_server
from components.component import Component
from components.database import alicloud_polardb, alicloud_rds, aws_instance
from components.database import docker_server as database_server
from components.spec import Cloud, Size
from simulator.catalogue.sdk import input_names
from tests.components.programs import OPERATORS, Program, registered
from tests.components.recorder import Recorded

CONTAINER, VOLUME = "docker:index/container:Container", "docker:index/volume:Volume"

SECRET: Mapping[Cloud, Sequence[tuple[str, str, str]]] = {
    "aws": (
        ("aws:rds/instance:Instance", "", "password"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", "", "authToken"),
        ("aws:secretsmanager/secretVersion:SecretVersion", "", "secretString"),
    ),
    "alicloud": (
        ("alicloud:rds/account:Account", "", "accountPassword"),
        ("alicloud:redis/tairInstance:TairInstance", "", "password"),
        ("alicloud:ess/eciScalingConfiguration:EciScalingConfiguration", "", "containers"),
        ("alicloud:oos/execution:Execution", "", "parameters"),
    ),
    "docker": (
        (CONTAINER, "-server", "uploads"),
        (CONTAINER, "database-preparation", "uploads"),
        (CONTAINER, "database-backup", "uploads"),
        (CONTAINER, "files-server", "envs"),
        (CONTAINER, "files-bucket", "envs"),
        (CONTAINER, "-migration", "envs"),
        (CONTAINER, "-1", "envs"),
        (CONTAINER, "-job", "envs"),
    ),
}
"""Cloud -> type, end of the name, and the input that must be marked secret."""

MADE: Mapping[str, str] = {
    "random:index/randomPassword:RandomPassword": "{}-1234567-value",
    "tls:index/privateKey:PrivateKey": "key of {}-1234567",
    "aws:iam/accessKey:AccessKey": "wJalrXUtnFEMI",
}
"""Type that makes a secret -> its value in tests, by logical name: see answers.py."""

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
    VOLUME,
}

MADE_ANEW = ("-routes", "-trust")
"""Ends of the names of volumes whose content every update can write again."""

TAGS: Mapping[Cloud, str] = {"aws": "tags", "alicloud": "tags", "docker": "labels"}
LABEL = "groundwork."
"""What the tags begin with as labels, which all programs of a host share."""

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
    where = TAGS[stack.cloud]
    taggable = [item for item in program.resources if item.type != FILE and where in input_names(item.type)]
    assert taggable
    wrong = {
        item.name: item.type
        for item in taggable
        if not common.items() <= tags(item).items() or not tags(item).get("part")
    }
    assert wrong == {}


def tags(item: Recorded) -> Mapping[str, str]:
    """Tags of a resource, or its labels without their beginning."""
    labels = item.inputs.get("labels")
    if labels is not None:
        return {each["label"].removeprefix(LABEL): each["value"] for each in labels}
    return item.inputs.get("tags", {})


def test_secrets_are_marked_secret(program: Program) -> None:
    """Nothing plain reaches the state."""
    able = [item for item in program.resources if item.parent not in WITHOUT_SECRETS]
    for type_, end, marked in SECRET[program.stack.cloud]:
        found = [item for item in able if item.type == type_ and item.name.endswith(end)]
        assert found, f"{type_} {end}"
        assert [item.name for item in found if marked not in item.secret_inputs] == []


def test_no_secret_is_registered_in_plain(program: Program) -> None:
    """Wherever a generated password, a private key or an operator's secret goes, the input that holds it is marked."""
    noted = program.recorder.noted
    known = [OPERATORS, *(MADE[item.type].format(item.name) for item in noted if item.type in MADE)]
    plain = {
        f"{item.name}.{key}"
        for item in noted
        for key, value in item.inputs.items()
        if key not in item.secret_inputs and any(secret in json.dumps(value, default=str) for secret in known)
    }
    assert plain == set()


def test_stateful_parts_are_protected_outside_dev(program: Program) -> None:
    """Database, cache, buckets and key survive what a person did not mean."""
    kept = {
        item.name: item.protect
        for item in program.resources
        if item.type in STATEFUL and not item.name.endswith(MADE_ANEW)
    }
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
        database_server.MEBIBYTES,
        database_server.CPUS,
        cache_server.MEBIBYTES,
        cache_server.CPUS,
    ],
)
def test_every_size_is_mapped(mapped: Mapping[Size, object]) -> None:
    """Each backend of a room with sizes knows all of them, each a class of its own."""
    assert set(mapped) == set(typing.get_args(Size))
    assert len(set(mapped.values())) == len(mapped)
