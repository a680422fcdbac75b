"""What the roles may do: look without seeing people's data; deploy one stack, and never the pipeline itself."""

import json
import re
from collections.abc import Iterable

import pytest

from bootstrap.aws import deploying
from bootstrap.request import Account
from simulator.catalogue import build
from tests.bootstrap.preparing import AWS_POLICY, INLINE, RAM_POLICY, allowed, prepared, statements

GROUPS = ["computes", "connects", "enters", "identifies", "stores", "watches"]
CALLED = {
    "appautoscaling": "application-autoscaling",
    "efs": "elasticfilesystem",
    "lb": "elasticloadbalancing",
    "vpc": "ec2",
}
"""Services of AWS whose module in the SDK has another name than IAM's."""
ALI_CALLED = {"cas": "yundun-cert", "dns": "alidns", "redis": "kvstore", "sls": "log"}
MODULES = {
    cloud: {token.split(":")[1].split("/")[0] for token in build.listed_types() if token.startswith(f"{cloud}:")}
    for cloud in ("aws", "alicloud")
}


def services(actions: Iterable[str]) -> set[str]:
    return {action.partition(":")[0] for action in actions}


def test_what_deploys_to_aws_reaches_every_service_of_the_program_and_no_other() -> None:
    granted: dict[str, tuple[str, ...]] = {}
    for group in GROUPS:
        granted |= allowed(statements(prepared("aws"), AWS_POLICY, f"deploy-prod-{group}", "policy"))
    assert services(granted) == {CALLED.get(module, module) for module in MODULES["aws"]} | {"events", "logs"}


def test_what_deploys_to_alibaba_cloud_reaches_every_service_of_the_program_and_no_other() -> None:
    granted = allowed(statements(prepared("alicloud"), RAM_POLICY, "deploy-prod-makes", "policyDocument"))
    made = {ALI_CALLED.get(module, module) for module in MODULES["alicloud"]} - {"ims"}
    assert services(granted) == made | {"eci"}


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
def test_no_role_may_do_everything(cloud: Account) -> None:
    recorder = prepared(cloud)
    for type_, key in ((AWS_POLICY, "policy"), (INLINE, "policy"), (RAM_POLICY, "policyDocument")):
        for name in recorder.names(type_):
            found = allowed(statements(recorder, type_, name, key))
            assert not [action for action in found if action.endswith(":*") or action == "*"]
            anywhere = {action for action, resources in found.items() if "*" in resources}
            assert anywhere <= set(deploying.EVERYWHERE.values())


def test_a_stack_s_state_is_written_by_its_own_role_only() -> None:
    aws = allowed(statements(prepared("aws"), INLINE, "deploy-prod-state", "policy"))
    written = [resource.partition("/")[2] for resource in aws["s3:PutObject"]]
    assert written == [".pulumi/meta.yaml", ".pulumi/*/notes/prod.*", ".pulumi/*/notes/prod/*"]
    assert aws["s3:DeleteObject"] == aws["s3:PutObject"]
    ali = allowed(statements(prepared("alicloud"), RAM_POLICY, "deploy-prod-state", "policyDocument"))
    assert [resource.partition("/")[2] for resource in ali["oss:PutObject"]] == written
    for recorder, type_, key in (
        (prepared("aws"), INLINE, "policy"),
        (prepared("alicloud"), RAM_POLICY, "policyDocument"),
    ):
        found = allowed(statements(recorder, type_, "preview-state", key))
        assert not [action for action in found if re.search("Put|Delete|Encrypt$", action)]


def test_who_looks_on_aws_sees_no_data_of_people_and_changes_nothing_of_the_pipeline() -> None:
    for role in ("preview", "deploy-prod"):
        refused = statements(prepared("aws"), INLINE, f"{role}-limits", "policy")
        assert {each["Effect"] for each in refused} == {"Deny"}
        data, objects, bucket, key, identities = refused
        assert set(data["Action"]) >= {"logs:GetLogEvents", "sqs:ReceiveMessage", "dynamodb:*Item"}
        assert objects["Action"] == ["s3:GetObject", "s3:GetObjectVersion"]
        assert objects["Resource"].endswith(":s3:::*-bucket-*/*")
        assert "s3:PutBucketVersioning" in bucket["Action"]
        assert "kms:ScheduleKeyDeletion" in key["Action"]
        assert identities["NotAction"] == ["iam:Get*", "iam:List*"]
        ends = [resource.partition("::")[2].partition(":")[2] for resource in identities["Resource"]]
        assert ends == ["role/pipeline/*", "policy/pipeline/*", "oidc-provider/*"]
    for type_ in ("aws:iam/role:Role", AWS_POLICY):
        assert {each.inputs["path"] for each in prepared("aws").all(type_)} == {"/pipeline/"}


def test_who_looks_on_alibaba_cloud_sees_settings_and_nothing_in_them() -> None:
    found = allowed(statements(prepared("alicloud"), RAM_POLICY, "preview-looks", "policyDocument"))
    assert not [
        action for action in found if re.search(r":(Get|Read|Pull)(Object|Logs|SecretValue|CursorOrData)", action)
    ]
    assert not [action for action in found if action.partition(":")[2] == "Get*"]
    verbs = [re.findall("[A-Z][a-z]+", action.partition(":")[2])[0] for action in found]
    assert set(verbs) == {"Describe", "Get", "List", "Query"}


def test_who_deploys_to_alibaba_cloud_changes_nothing_of_the_pipeline() -> None:
    refused = statements(prepared("alicloud"), RAM_POLICY, "deploy-prod-limits", "policyDocument")
    assert {each["Effect"] for each in refused} == {"Deny"}
    own = [resource.rpartition(":")[2] for resource in refused[0]["Resource"]]
    assert (refused[0]["Action"], own) == (["ram:*"], ["role/notes-pipeline-*", "policy/notes-pipeline-*"])
    names = [each.inputs["roleName"] for each in prepared("alicloud").all("alicloud:ram/role:Role")]
    assert all(name.startswith("notes-pipeline-") for name in names)


def test_a_role_of_a_stack_is_handed_to_known_services_only() -> None:
    found = statements(prepared("aws"), AWS_POLICY, "deploy-prod-identifies", "policy")
    passing = [each for each in found if each["Action"] == ["iam:PassRole"]]
    to = [each["Condition"]["StringEquals"]["iam:PassedToService"] for each in passing]
    assert to == [f"{runner}.amazonaws.com" for runner in deploying.RUNNERS]
    assert len(json.dumps(found)) < 6144
