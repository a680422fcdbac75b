"""The pack over the wire: started as the engine starts it, asked what the engine asks."""

import re
import signal
from collections.abc import Iterator

import grpc
import pytest
import yaml
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2 as protocol

from policies.rules import RULES
from tests.policies.wire import ANSWER_SECONDS, PACK, UNKNOWN, Pack, registered, running_pack, secret, struct, urn

ADVISORY, MANDATORY, DISABLED = protocol.ADVISORY, protocol.MANDATORY, protocol.DISABLED
BUCKET = "aws:s3/bucket:Bucket"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
INSTANCE = "aws:rds/instance:Instance"
KEY = "aws:kms/key:Key"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
SECRET = "aws:secretsmanager/secret:Secret"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"


def kept(name: str) -> protocol.AnalyzerResource:
    """A log group as it should be."""
    return registered(LOG_GROUP, name, {"retentionInDays": 400}, kmsKeyId=(KEY, "key"))


@pytest.fixture(scope="module")
def process() -> Iterator[Pack]:
    with running_pack() as pack:
        yield pack


@pytest.fixture
def pack(process: Pack) -> Pack:
    """The pack on a dev stack, with nothing configured."""
    process.configure_stack(environment="dev")
    process.configure()
    return process


def test_it_introduces_itself(pack: Pack) -> None:
    info = pack.info()
    declared = yaml.safe_load((PACK / "PulumiPolicy.yaml").read_text())
    assert (info.name, info.version, info.supportsConfig) == ("groundwork", declared["version"], True)
    assert [policy.name for policy in info.policies] == [*(rule.id for rule in RULES), "unknown-at-preview"]
    encryption = next(policy for policy in info.policies if policy.name == "DB-02")
    assert encryption.description == "Database storage is encrypted at rest"
    assert encryption.severity == protocol.POLICY_SEVERITY_CRITICAL
    assert encryption.policy_type == protocol.POLICY_TYPE_RESOURCE
    assert list(encryption.tags) == [
        "FSBP RDS.3",
        "FSBP RDS.27",
        "CIS 3.2.1",
        "Checkov CKV_AWS_16",
        "Checkov CKV_AWS_96",
        "CIS Alibaba Cloud 6.5",
        "Checkov CKV_ALI_22",
        "InfraGuard rds-instance-enabled-disk-encryption",
        "InfraGuard rds-instance-enabled-tde-disk-encryption",
        "InfraGuard polardb-cluster-enabled-tde",
    ]
    assert pack.stub.GetPluginInfo(Empty()).version == declared["version"]


def test_levels_follow_the_stacks_environment(pack: Pack) -> None:
    found = {}
    for environment in ("dev", "staging", "prod"):
        pack.configure_stack(environment=environment)
        levels = pack.levels()
        found[environment] = (levels["DB-02"], levels["DB-05"], levels["DB-06"])
    assert found == {
        "dev": (MANDATORY, DISABLED, DISABLED),
        "staging": (MANDATORY, DISABLED, MANDATORY),
        "prod": (MANDATORY, MANDATORY, MANDATORY),
    }


def test_a_disposable_stack_may_be_deleted(pack: Pack) -> None:
    pack.configure_stack(environment="prod", disposable="true")
    found = pack.analyze(INSTANCE, "database", {"storageEncrypted": False, "deletionProtection": False})
    assert found["DB-06"].enforcementLevel == ADVISORY
    assert found["DB-02"].enforcementLevel == MANDATORY


def test_pulumis_own_protection_is_seen(pack: Pack) -> None:
    pack.configure_stack(environment="prod")
    properties = {"deletionProtection": True}
    assert "opts.protect is false" in pack.analyze(INSTANCE, "database", properties)["DB-06"].message
    assert "DB-06" not in pack.analyze(INSTANCE, "database", properties, protect=True)


def test_a_part_that_is_replaced_loses_its_protection(pack: Pack) -> None:
    properties = {"storageEncrypted": False, "deletionProtection": False, "tags": {"part": "database"}}
    pack.configure_stack(environment="prod", replace='["database"]')
    found = pack.analyze(INSTANCE, "database", properties)
    assert (found["DB-06"].enforcementLevel, found["DB-02"].enforcementLevel) == (ADVISORY, MANDATORY)


def test_the_environment_may_come_with_the_process() -> None:
    """The official language host hands the configuration over as a variable."""
    with running_pack({"groundwork:environment": "dev"}) as pack:
        assert pack.levels()["DB-06"] == DISABLED
    with running_pack() as pack:
        assert pack.levels()["DB-06"] == MANDATORY


def test_a_violation_names_rule_resource_property_and_remedy(pack: Pack) -> None:
    found = pack.analyze(INSTANCE, "database", {"storageEncrypted": False, "kmsKeyId": "k"})
    diagnostic = found["DB-02"]
    assert diagnostic.enforcementLevel == MANDATORY
    assert diagnostic.severity == protocol.POLICY_SEVERITY_CRITICAL
    assert diagnostic.urn == urn(INSTANCE, "database")
    assert diagnostic.policyPackName == "groundwork"
    assert diagnostic.message == (
        "Database storage is encrypted at rest.\n"
        "DB-02: database.storageEncrypted is false; set it to true.\n"
        "(FSBP RDS.3, FSBP RDS.27, CIS 3.2.1, Checkov CKV_AWS_16, Checkov CKV_AWS_96)\n"
        "See docs/policies.md#db-02"
    )


def test_a_configured_level_wins(pack: Pack) -> None:
    pack.configure(DB_02=ADVISORY, DB_10=DISABLED, DB_11=protocol.REMEDIATE)
    found = pack.analyze(INSTANCE, "database", {"autoMinorVersionUpgrade": False})
    assert found["DB-02"].enforcementLevel == ADVISORY
    assert found["DB-11"].enforcementLevel == MANDATORY
    assert "DB-10" not in found
    assert pack.levels()["DB-02"] == ADVISORY


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("db_02", "--policy-pack-config: there is no rule db-02, did you mean DB-02?"),
        ("LG_O3", "--policy-pack-config: there is no rule LG-O3, did you mean LG-03?"),
        ("encryption", "--policy-pack-config: there is no rule encryption, allowed are all, NET-01, NET-02, "),
    ],
)
def test_a_level_for_a_rule_that_does_not_exist_is_refused(pack: Pack, name: str, message: str) -> None:
    with pytest.raises(grpc.RpcError, match=f"StatusCode.INVALID_ARGUMENT\n.*{re.escape(message)}"):
        pack.configure(**{name: ADVISORY})


def test_a_level_for_all_rules_is_the_engines_business(pack: Pack) -> None:
    """The engine writes it into every rule's own entry, and hands it on besides."""
    pack.configure(all=ADVISORY, DB_02=ADVISORY)
    assert pack.levels()["DB-02"] == ADVISORY


def test_a_type_no_rule_looks_at_is_left_alone(pack: Pack) -> None:
    assert pack.analyze("aws:budgets/budget:Budget", "budget", {"storageEncrypted": False}) == {}


def test_remediation_is_declined_before_the_pack_is_asked(pack: Pack) -> None:
    """The engine takes UNIMPLEMENTED for none; a method that a servicer has begun is "not implemented" instead."""
    request = protocol.AnalyzeRequest(type=INSTANCE, properties=struct({"storageEncrypted": False}))
    with pytest.raises(grpc.RpcError, match=r"(?s)StatusCode\.UNIMPLEMENTED.*Method not found"):
        pack.stub.Remediate(request, timeout=ANSWER_SECONDS)


def test_secrets_are_told_apart_and_kept(pack: Pack) -> None:
    assert pack.analyze(VERSION, "jwt", {"secretString": secret("hunter2")}) == {}
    message = pack.analyze(VERSION, "jwt", {"secretString": "hunter2"})["SE-05"].message
    assert "jwt.secretString is not marked secret" in message
    assert "hunter2" not in message


def test_unknowns_are_summed_up_once_and_only_for_what_is_in_the_stack(pack: Pack) -> None:
    roles = {"taskRoleArn": "own", "executionRoleArn": "starting"}
    limits = {"cpu": "256", "memory": "512"}
    assert (
        pack.analyze(TASK, "api", {"containerDefinitions": UNKNOWN, "networkMode": "awsvpc", **roles, **limits}) == {}
    )
    assert pack.analyze(LOG_GROUP, "log", {"retentionInDays": 400, "kmsKeyId": UNKNOWN}) == {}
    assert pack.analyze(LOG_GROUP, "gone", {"retentionInDays": UNKNOWN, "kmsKeyId": "k"}) == {}
    found = pack.analyze_stack(
        registered(KEY, "key", {}),
        registered(TASK, "api", {}),
        kept("log"),
    )
    assert list(found) == ["X-06", "unknown-at-preview"]
    summary = found["unknown-at-preview"]
    assert (summary.enforcementLevel, summary.urn) == (ADVISORY, "")
    assert summary.message.split("\n")[1:] == [
        f"{TASK} containerDefinitions of api: EC-02, EC-03, EC-04, EC-06, EC-07, EC-14"
    ]


def test_a_value_that_became_known_waits_no_more(pack: Pack) -> None:
    """At `up` the same resource comes again, with its values."""
    log = kept("log")
    pack.analyze(LOG_GROUP, "log", {"retentionInDays": UNKNOWN, "kmsKeyId": "k"})
    assert list(pack.analyze_stack(registered(KEY, "key", {}), log)) == ["unknown-at-preview"]
    assert list(pack.analyze(LOG_GROUP, "log", {"retentionInDays": 0, "kmsKeyId": "k"})) == ["LG-01"]
    assert pack.analyze_stack(registered(KEY, "key", {}), log) == {}


def test_a_preview_does_not_wait_for_what_the_program_left_to_the_cloud(pack: Pack) -> None:
    """The property of a secret that copies it elsewhere is told by the cloud where the program does not set it."""
    provider = registered("pulumi:providers:aws", "default", {"region": "eu-central-1"})
    computed = registered(SECRET, "api", {"region": "eu-central-1", "replicas": UNKNOWN})

    def waiting(inputs: dict[str, object]) -> str:
        pack.analyze(SECRET, "api", inputs)
        summary = pack.analyze_stack(provider, computed).get("unknown-at-preview")
        return summary.message if summary else ""

    assert "X-07" not in waiting({})
    assert f"{SECRET} replicas of api: X-07" in waiting({"replicas": UNKNOWN})
    pack.configure_stack(dry_run=False)
    assert "X-07" in waiting({})


def test_types_that_are_judged_over_the_stack_alone_are_left_to_the_cloud_too(pack: Pack) -> None:
    copied, provider = (
        "alicloud:rds/rdsInstanceCrossBackupPolicy:RdsInstanceCrossBackupPolicy",
        "pulumi:providers:alicloud",
    )
    pack.analyze(copied, "copy", {})
    home = registered(provider, "default", {"region": "eu-central-1"})
    found = pack.analyze_stack(home, registered(copied, "copy", {"crossBackupRegion": UNKNOWN}))
    assert "X-07" not in found.get("unknown-at-preview", protocol.AnalyzeDiagnostic()).message


def test_an_unknown_region_of_a_provider_is_waited_for(pack: Pack) -> None:
    """Nobody sets a region on the resource itself: it is the provider's that will tell."""
    pack.analyze(SECRET, "api", {})
    secret = registered(SECRET, "api", {})
    secret.provider.urn = urn("pulumi:providers:aws", "far")
    home = registered("pulumi:providers:aws", "default", {"region": "eu-central-1"})
    found = pack.analyze_stack(home, registered("pulumi:providers:aws", "far", {"region": UNKNOWN}), secret)
    assert f"{SECRET} region of api: X-07" in found["unknown-at-preview"].message


@pytest.mark.parametrize("asked", [False, True])
def test_what_a_neighbour_leaves_to_the_cloud_is_not_waited_for(pack: Pack, *, asked: bool) -> None:
    block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
    flags = {"blockPublicAcls": True, "blockPublicPolicy": True, "ignorePublicAcls": True}
    pack.analyze(block, "block", {**flags, **({"restrictPublicBuckets": UNKNOWN} if asked else {})})
    found = pack.analyze_stack(
        registered(BUCKET, "files", {"bucket": "files"}),
        registered(block, "block", {**flags, "restrictPublicBuckets": UNKNOWN}, bucket=(BUCKET, "files")),
    )
    summary = found.get("unknown-at-preview", protocol.AnalyzeDiagnostic()).message
    assert (f"{block} restrictPublicBuckets of block: ST-01" in summary) == asked


def test_unknown_permissions_are_no_property_of_the_role(pack: Pack) -> None:
    """`policies` is where the message puts them; a role never says that."""
    role, policy = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
    pack.analyze(role, "api", {"assumeRolePolicy": "{}"})
    found = pack.analyze_stack(
        registered(role, "api", {"policies": UNKNOWN}),
        registered(policy, "files", {"role": UNKNOWN, "policy": UNKNOWN}, role=(role, "api")),
    )
    assert f"{role} policies of api: X-02" in found["unknown-at-preview"].message


def test_unknowns_may_be_refused_or_silenced_by_configuration(pack: Pack) -> None:
    log = kept("log")
    pack.analyze(LOG_GROUP, "log", {"retentionInDays": UNKNOWN, "kmsKeyId": "k"})
    pack.configure(**{"unknown-at-preview": MANDATORY})
    assert pack.analyze_stack(registered(KEY, "key", {}), log)["unknown-at-preview"].enforcementLevel == MANDATORY
    pack.configure(**{"unknown-at-preview": DISABLED})
    assert pack.analyze_stack(registered(KEY, "key", {}), log) == {}


def test_joins_see_the_whole_stack(pack: Pack) -> None:
    block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
    flags = {"blockPublicAcls": True, "blockPublicPolicy": True, "ignorePublicAcls": True}
    bucket = registered(BUCKET, "files", {"bucket": UNKNOWN})
    found = pack.analyze_stack(bucket)["ST-01"]
    assert found.enforcementLevel == MANDATORY
    assert found.urn == urn(BUCKET, "files")
    assert "files has no BucketPublicAccessBlock" in found.message
    half = registered(block, "half", flags, bucket=(BUCKET, "files"))
    assert "half.restrictPublicBuckets is not set" in pack.analyze_stack(bucket, half)["ST-01"].message
    whole = registered(block, "whole", {**flags, "restrictPublicBuckets": True}, bucket=(BUCKET, "files"))
    assert "ST-01" not in pack.analyze_stack(bucket, whole)


def test_a_join_that_waits_is_in_the_summary(pack: Pack) -> None:
    policy = "aws:s3/bucketPolicy:BucketPolicy"
    found = pack.analyze_stack(
        registered(BUCKET, "files", {}), registered(policy, "own", {"policy": UNKNOWN}, bucket=(BUCKET, "files"))
    )
    assert "ST-03" not in found
    assert f"{policy} policy of own: ST-03" in found["unknown-at-preview"].message


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly(ending: signal.Signals) -> None:
    with running_pack() as pack:
        pack.info()
        pack.process.send_signal(ending)
        _, errors = pack.process.communicate(timeout=30)
    assert errors == ""


def test_what_is_still_unknown_after_the_deployment_was_skipped_and_fails(pack: Pack) -> None:
    """At preview a value may wait; once `up` is over, or in `policy analyze`, none may."""
    key, log = registered(KEY, "key", {}), kept("log")
    pack.configure_stack(environment="dev", dry_run=True)
    pack.analyze(LOG_GROUP, "log", {"retentionInDays": UNKNOWN, "kmsKeyId": "k"})
    assert "X-13" not in pack.analyze_stack(key, log)
    pack.configure_stack(environment="dev", dry_run=False)
    skipped = pack.analyze_stack(key, log)["X-13"]
    assert (skipped.enforcementLevel, skipped.urn) == (MANDATORY, "")
    assert "LG-01 -> log.retentionInDays -> never judged" in skipped.message
