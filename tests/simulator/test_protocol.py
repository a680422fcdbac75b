"""The providers as the engine meets them, over the wire."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import MessageToDict
from pulumi.runtime.proto import plugin_pb2, status_pb2
from pulumi.runtime.proto import provider_pb2 as protocol

from simulator.clock import Cancelled, Clock
from simulator.providers import Providers
from simulator.values import SECRET, SIGNATURE, UNKNOWN, properties, wire
from tests.simulator.engine import Engine, urn

VPC = "aws:ec2/vpc:Vpc"
SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
RANGE = {"cidrBlock": "10.0.0.0/16"}


@pytest.fixture
def providers(tmp_path: Path) -> Iterator[Providers]:
    with Providers(tmp_path / "home", Clock(None)) as running:
        yield running


@pytest.fixture
def engine(providers: Providers) -> Engine:
    return Engine(providers, region="eu-central-1")


def words_of(error: pytest.ExceptionInfo[grpc.RpcError]) -> str:
    assert isinstance(error.value, grpc.Call)
    return str(error.value.details())


def test_each_package_has_a_port_of_its_own(providers: Providers) -> None:
    pairs = [pair.split(":") for pair in providers.debug_providers.split(",")]
    assert [name for name, _ in pairs] == ["aws", "alicloud", "docker", "random", "tls", "docker-build"]
    assert len({port for _, port in pairs}) == len(pairs)


def test_the_engine_can_attach_and_sees_the_sdks_version(engine: Engine) -> None:
    engine.stub.Attach(plugin_pb2.PluginAttach(address="127.0.0.1:1"))
    assert engine.stub.GetPluginInfo(Empty()).version == "7.51.1"
    shaken = engine.stub.Handshake(protocol.ProviderHandshakeRequest())
    assert shaken.accept_secrets
    assert shaken.supports_autonaming_configuration


def test_problems_arrive_as_failures(engine: Engine) -> None:
    failures = engine.check(VPC, cidrBlock="10.0.0.0/16", enableDnsHostname=True).failures
    assert [each.reason for each in failures] == [
        "enableDnsHostname: there is no such property; did you mean enableDnsHostnames?"
    ]


def test_a_secret_input_stays_secret_through_check_and_creation(engine: Engine) -> None:
    checked = engine.check(VPC, [("tags", "a")], **RANGE, tags={"a": "hidden"})
    assert MessageToDict(checked.inputs)["tags"] == {"a": {SIGNATURE: SECRET, "value": "hidden"}}
    made = engine.stub.Create(protocol.CreateRequest(urn=urn(VPC), properties=checked.inputs))
    assert MessageToDict(made.properties)["tags"]["a"] == {SIGNATURE: SECRET, "value": "hidden"}


def test_a_sensitive_property_is_answered_as_a_secret(engine: Engine) -> None:
    secret = engine.create("aws:secretsmanager/secret:Secret")
    made = engine.create(SECRET_VERSION, secretId=secret.id, secretString="hidden")
    assert MessageToDict(made.properties)["secretString"] == {SIGNATURE: SECRET, "value": "hidden"}


def test_a_secret_output_is_answered_as_a_secret(providers: Providers) -> None:
    made = Engine(providers, "random").create("random:index/randomPassword:RandomPassword", length=20)
    assert MessageToDict(made.properties)["result"][SIGNATURE] == SECRET


def test_a_preview_makes_nothing(engine: Engine, providers: Providers) -> None:
    known = engine.create(VPC, True, **RANGE)
    assert known.id == ""
    assert properties(known.properties)["arn"] == UNKNOWN
    assert providers.cloud.resources() == []
    assert providers.operations.list() == []


def test_a_refusal_is_an_error_with_the_clouds_words(engine: Engine) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        engine.create("aws:ec2/subnet:Subnet", vpcId="vpc-1", cidrBlock="10.0.0.0/24")
    assert words_of(refused) == (
        "creating aws:ec2/subnet:Subnet: InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist"
    )


def test_a_difference_tells_each_property_and_what_replaces(engine: Engine) -> None:
    made = engine.create(VPC, **RANGE, tags={"a": "b"})
    none = engine.diff(VPC, made, {**RANGE, "tags": {"a": "b"}}, {**RANGE, "tags": {"a": "b"}})
    assert none.changes == protocol.DiffResponse.DIFF_NONE
    some = engine.diff(VPC, made, {**RANGE, "tags": {"a": "b"}}, {"cidrBlock": "10.1.0.0/16", "tags": {"a": "c"}})
    assert some.changes == protocol.DiffResponse.DIFF_SOME
    assert {key: each.kind for key, each in some.detailedDiff.items()} == {
        "cidrBlock": protocol.PropertyDiff.UPDATE_REPLACE,
        "tags.a": protocol.PropertyDiff.UPDATE,
    }
    assert all(each.inputDiff for each in some.detailedDiff.values())
    assert (list(some.replaces), list(some.diffs)) == (["cidrBlock"], ["cidrBlock", "tags"])


def test_a_replacement_under_a_given_name_deletes_first(engine: Engine) -> None:
    token = "aws:cloudwatch/logGroup:LogGroup"
    for name, first in (({"name": "mine"}, True), ({}, False)):
        made = engine.create(token, **name)
        some = engine.diff(token, made, name, {**name, "logGroupClass": "INFREQUENT_ACCESS"})
        assert (list(some.replaces), some.deleteBeforeReplace) == (["logGroupClass"], first)


def test_drift_is_a_difference_from_what_the_cloud_holds(engine: Engine) -> None:
    made = engine.create(VPC, **RANGE)
    made.properties.update({"enableDnsSupport": False})
    drift = engine.diff(VPC, made, RANGE, RANGE)
    assert [(key, each.inputDiff) for key, each in drift.detailedDiff.items()] == [("enableDnsSupport", False)]


def test_two_providers_on_one_port_are_told_apart(engine: Engine, providers: Providers) -> None:
    other = Engine(providers, region="us-east-1", defaultTags='{"tags": {"team": "a"}}')
    mine, theirs = properties(engine.create(VPC, **RANGE).properties), properties(other.create(VPC, **RANGE).properties)
    assert (mine["region"], mine["tagsAll"]) == ("eu-central-1", {})
    assert (theirs["region"], theirs["tagsAll"]) == ("us-east-1", {"team": "a"})


def test_a_closed_provider_does_not_end_the_others(engine: Engine, providers: Providers) -> None:
    other = Engine(providers, region="us-east-1")
    other.stub.Cancel(Empty())
    assert engine.create(VPC, **RANGE).id.startswith("vpc-")


class Held(Clock):
    """A clock on which everything waits until it is cancelled."""

    def __init__(self) -> None:
        super().__init__(None)
        self.waiting = Event()
        self.ended = Event()

    def wait(self, simulated_seconds: float, cancelled: Cancelled) -> bool:
        assert isinstance(cancelled, Event)
        self.waiting.set()
        assert cancelled.wait(timeout=60), f"nobody cancelled the wait of {simulated_seconds} s"
        self.ended.set()
        return False


def test_an_interrupt_ends_a_wait_and_keeps_what_was_made(tmp_path: Path) -> None:
    clock = Held()
    with Providers(tmp_path / "home", clock) as providers, ThreadPoolExecutor(1) as pool:
        engine = Engine(providers, region="eu-central-1")
        creation = pool.submit(engine.create, VPC, **RANGE)
        assert clock.waiting.wait(timeout=60)
        engine.stub.Cancel(Empty())
        error = creation.exception(timeout=60)
        [record] = providers.cloud.resources()
    assert isinstance(error, grpc.Call)
    trailing: dict[str, Any] = dict(error.trailing_metadata())
    status = status_pb2.Status.FromString(trailing["grpc-status-details-bin"])
    half = protocol.ErrorResourceInitFailed()
    assert status.details[0].Unpack(half)
    assert (half.id, list(half.reasons)) == (record.id, ["interrupted while waiting for it to be done"])
    assert properties(half.properties)["arn"] == record.properties["arn"]


def test_an_interrupted_deletion_leaves_the_resource(tmp_path: Path) -> None:
    with Providers(tmp_path / "home", Clock(None)) as providers:
        made = Engine(providers, region="eu-central-1").create(VPC, **RANGE)
    clock = Held()
    with Providers(tmp_path / "home", clock) as providers, ThreadPoolExecutor(1) as pool:
        engine = Engine(providers, region="eu-central-1")
        deletion = pool.submit(engine.delete, VPC, made)
        assert clock.waiting.wait(timeout=60)
        engine.stub.Cancel(Empty())
        assert isinstance(deletion.exception(timeout=60), grpc.RpcError)
        assert [record.id for record in providers.cloud.resources()] == [made.id]


def test_closing_ends_all_waits(tmp_path: Path) -> None:
    clock = Held()
    providers = Providers(tmp_path / "home", clock)
    engine = Engine(providers, region="eu-central-1")
    with ThreadPoolExecutor(1) as pool:
        creation = pool.submit(engine.create, VPC, **RANGE)
        assert clock.waiting.wait(timeout=60)
        providers.close()
        assert clock.ended.wait(timeout=10)
        assert isinstance(creation.exception(timeout=60), grpc.RpcError)


def test_a_read_answers_an_empty_id_for_what_is_gone(engine: Engine, providers: Providers) -> None:
    made = engine.create(VPC, **RANGE)
    request = protocol.ReadRequest(id=made.id, urn=urn(VPC), properties=made.properties, inputs=wire(RANGE))
    found = engine.stub.Read(request)
    assert (found.id, found.properties, found.inputs) == (made.id, made.properties, wire(RANGE))
    [record] = providers.cloud.resources()
    providers.cloud.remove(record)
    assert engine.stub.Read(request).id == ""


def test_changed_settings_of_a_provider_replace_only_with_the_region(engine: Engine) -> None:
    def differ(old: dict[str, Any], new: dict[str, Any]) -> tuple[list[str], list[str]]:
        answer = engine.stub.DiffConfig(protocol.DiffRequest(old_inputs=wire(old), news=wire(new)))
        return list(answer.diffs), list(answer.replaces)

    assert differ({"region": "eu-central-1"}, {"region": "us-east-1"}) == (["region"], ["region"])
    assert differ({"region": "eu-central-1"}, {"region": "eu-central-1", "profile": "p"}) == (["profile"], [])


def test_settings_of_a_provider_are_judged(engine: Engine) -> None:
    def judge(**settings: Any) -> list[str]:
        return [each.reason for each in engine.stub.CheckConfig(protocol.CheckRequest(news=wire(settings))).failures]

    assert judge(region="eu-central-1", version="7.51.1") == []
    assert judge(region="eu-central-1", regionn="x") == ["regionn: there is no such property; did you mean region?"]
    [words] = judge(region="eu-centrall-1")
    assert words.startswith("region: must be one of af-south-1, ")
    assert words.endswith("got 'eu-centrall-1'")
    assert judge() == ["region: a required value is missing; `pulumi config set aws:region eu-central-1` sets it"]


def test_an_unknown_question_is_named(engine: Engine) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        engine.invoke("aws:ec2/getFlyingSaucer:getFlyingSaucer")
    assert words_of(refused) == (
        "aws:ec2/getFlyingSaucer:getFlyingSaucer is not a function that the simulator answers "
        "(simulator/aws/invokes.py)"
    )
