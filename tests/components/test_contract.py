"""What holds for every component at once, on the whole program of each application and stack."""

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

import settings
from components import cache, database
from components.cache import aws_group
from components.component import Component
from components.database import aws_instance
from components.spec import Size
from deployment.program import deploy
from simulator.catalogue.sdk import input_names
from tests.components import answers
from tests.components.recorder import Recorded, Recorder, recording, run

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECTS = {"notes": REPOSITORY, "cto-new": REPOSITORY / "examples/cto-new"}
SECRET = {
    "aws:rds/instance:Instance": "password",
    "aws:elasticache/replicationGroup:ReplicationGroup": "authToken",
    "aws:secretsmanager/secretVersion:SecretVersion": "secretString",
}
"""Type -> the input that must be marked secret."""

CERTIFICATE = "aws:acm/certificate:Certificate"
TAGS = "tags"
FILE = "aws:s3/bucketObjectv2:BucketObjectv2"
"""The files of a page: their bucket is tagged; tags of their own would be billed by the file."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """One application and stack, registered whole."""

    stack: settings.Stack
    recorder: Recorder

    @property
    def resources(self) -> list[Recorded]:
        """Everything that a cloud's provider makes."""
        return [item for item in self.recorder.noted if item.type.startswith("aws:")]

    @property
    def components(self) -> dict[str, Recorded]:
        """Components by name."""
        return {item.name: item for item in self.recorder.noted if not item.custom}


@pytest.fixture(scope="module", params=["notes-dev", "notes-prod", "cto-new-dev", "cto-new-prod"])
def program(request: pytest.FixtureRequest) -> Iterator[Program]:
    """Run the program of an application and stack once."""
    application, _, stack_name = request.param.rpartition("-")
    folder = PROJECTS[application]
    written = yaml.safe_load((folder / f"Pulumi.{stack_name}.yaml").read_text())["config"]
    config = {key: value if isinstance(value, str) else json.dumps(value) for key, value in written.items()}
    secrets = {f"{application}:{name}": "told-by-nobody" for name in settings.required_secrets(folder, stack_name)}
    stack = settings.read(folder, stack_name, {**config, **secrets}, tuple(secrets))
    with recording(application, stack_name) as recorder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "COMPUTED", {**answers.COMPUTED, CERTIFICATE: lambda _: proofs(stack)})
        pulumi.runtime.set_all_config({**config, **secrets}, list(secrets))
        run(lambda: deploy(stack))
        yield Program(stack=stack, recorder=recorder)


def proofs(stack: settings.Stack) -> dict[str, Any]:
    """What a certificate authority asks for, for every host name of a stack."""
    entry_hosts = [stack.entry.host, *stack.entry.alternative_hosts] if stack.entry else []
    hosts = [host for host in (*entry_hosts, *(part.host for part in stack.static.values())) if host]
    record = {"resourceRecordType": "CNAME", "resourceRecordValue": "_y.acm-validations.aws"}
    options = [{"domainName": host, "resourceRecordName": f"_x.{host}", **record} for host in hosts]
    return {"domainValidationOptions": options}


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
    found = [item for item in program.resources if item.type in SECRET]
    assert {item.type for item in found} == set(SECRET)
    assert [item.name for item in found if SECRET[item.type] not in item.secret_inputs] == []


def test_stateful_parts_are_protected_outside_dev(program: Program) -> None:
    """Database, cache, buckets and key survive what a person did not mean."""
    stateful = {
        "aws:rds/instance:Instance",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:s3/bucket:Bucket",
        "aws:kms/key:Key",
    }
    kept = {item.name: item.protect for item in program.resources if item.type in stateful}
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


@pytest.mark.parametrize(("mapped", "room"), [(aws_instance.CLASSES, database), (aws_group.NODES, cache)])
def test_every_size_is_mapped(mapped: dict[Size, str], room: object) -> None:
    """Each backend of a room with sizes knows all of them, each a class of its own."""
    assert set(mapped) == set(typing.get_args(Size)), room
    assert len(set(mapped.values())) == len(mapped)
