"""What looks like a fault and is none: no rule says anything."""

import json

import pytest

from tests.policies.building import GONE, Stack, changed, joined, made, relinked, without
from tests.policies.good import good_stack
from tests.policies.good_data import TLS_ONLY, document
from tests.policies.good_parts import TASK_TRUST, containers
from tests.policies.judging import findings

BUCKET = "aws:s3/bucket:Bucket"
ENCRYPTION = "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm"
PUBLIC_READ = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"}

OF_OURS = {"aws:ResourceTag/managed-by": "groundwork"}


def trusting(service: str, **more: object) -> str:
    return document({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole", **more})


def with_policy(*statements: dict[str, object]) -> Stack:
    return changed(good_stack(), "files-policy", "policy", document(TLS_ONLY, *statements))


def granted(statement: dict[str, object]) -> Stack:
    return changed(good_stack(), "policy", "policy", document({"Effect": "Allow", **statement}))


def of_organization(operator: str) -> dict[str, object]:
    return {"Condition": {operator: {"aws:PrincipalOrgID": "o-1"}}}


@pytest.mark.parametrize(
    "stack",
    [
        changed(good_stack(), "edge", "orderedCacheBehaviors", GONE),
        changed(good_stack(), "api-role", "assumeRolePolicy", trusting("monitoring.rds.amazonaws.com")),
        changed(
            good_stack(),
            "api-role",
            "assumeRolePolicy",
            trusting("ecs-tasks.amazonaws.com", Condition={"ArnLike": {"AWS:SourceArn": "arn:aws:ecs:x:1:*"}}),
        ),
        changed(good_stack(), "api-role", "assumeRolePolicy", json.dumps({"Statement": TASK_TRUST})),
        changed(
            good_stack(),
            "api-role",
            "assumeRolePolicy",
            document(
                {
                    "Effect": "Allow",
                    "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:o/r:ref:main"}},
                }
            ),
        ),
        with_policy({**PUBLIC_READ, **of_organization("StringEquals")}),
        with_policy({**PUBLIC_READ, "Effect": "Deny"}),
        granted({"Action": ["ec2:DescribeVpcs", "tag:GetResources"], "Resource": "*"}),
        granted({"Action": "kms:Decrypt", "Resource": "arn:aws:kms:eu-central-1:1:key/1"}),
        granted({"Action": "kms:Decrypt", "Resource": "arn:aws:kms:*:1:key/*", "Condition": {"StringEquals": OF_OURS}}),
        granted({"Action": "s3:Get*", "Resource": "arn:aws:s3:::files/*"}),
        changed(good_stack(), "attachment", "policyArn", "arn:aws:iam::1:policy/ours/TeamFullAccess"),
        changed(good_stack(), "task", "containerDefinitions", containers(privileged=False)),
        changed(
            good_stack(),
            "task",
            "containerDefinitions",
            containers(
                environment=[
                    {"name": "CSRF_TOKEN", "value": "true"},
                    {"name": "DB_PASSWORD_FILE", "value": "/run/secrets/db"},
                    {"name": "TOKEN_TTL", "value": "3600"},
                    {"name": "API_URL", "value": "https://api.example.com/a:b@c"},
                    {"name": "KEYBOARD", "value": "qwerty"},
                ]
            ),
        ),
        changed(good_stack(), "service", "platformVersion", "LATEST"),
        changed(good_stack(), "secret", "recoveryWindowInDays", GONE),
        changed(good_stack(), "cache", "transitEncryptionMode", GONE),
        changed(changed(good_stack(), "cache", "authToken", GONE), "cache", "userGroupIds", ["g"]),
        without(good_stack(), "public-table"),
    ],
)
def test_nothing_is_said(stack: Stack) -> None:
    assert findings(stack) == []


@pytest.mark.parametrize("operator", ["StringNotEquals", "StringEqualsIfExists"])
def test_a_condition_that_narrows_nothing_is_none(operator: str) -> None:
    """An exclusion admits all others, and a key that may be absent is left out by who is not meant."""
    found = findings(with_policy({**PUBLIC_READ, **of_organization(operator)}))
    assert [rule for rule, _ in found] == ["ST-02"]


def test_tls_alone_does_not_narrow_who_everybody_is() -> None:
    found = findings(with_policy({**PUBLIC_READ, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}))
    assert [rule for rule, _ in found] == ["ST-02"]


def test_cloudfronts_own_certificate_says_itself_how_it_is_spoken_to() -> None:
    """TLS 1.2 and SNI are asked of a certificate of the stack's own; that there is none is another matter."""
    stack = changed(good_stack(), "edge", "viewerCertificate", {"cloudfrontDefaultCertificate": True})
    assert {rule for rule, _ in findings(stack)} == {"ED-03"}


def log_bucket(*, through_policy: bool) -> Stack:
    """The files' bucket, turned into one that takes the load balancer's log."""
    stack = changed(good_stack(), "files-encryption", ENCRYPTION, "AES256")
    stack = without(without(stack, "files-versions"), "files-logging")
    return relinked(stack, "entry", "accessLogs", "files-policy" if through_policy else "files")


@pytest.mark.parametrize("through_policy", [False, True])
def test_a_bucket_for_access_logs_keeps_neither_versions_nor_a_log_of_its_own(through_policy: bool) -> None:
    assert findings(log_bucket(through_policy=through_policy)) == []


def test_a_bucket_for_other_buckets_logs_is_one_too() -> None:
    logs = made(BUCKET, "logs", {}, protect=True)
    stack = relinked(joined(good_stack(), logs), "files-logging", "targetBucket", "logs")
    assert {rule for rule, _ in findings(stack)} == {"ST-01", "ST-03", "ST-07", "ST-08"}


def test_files_behind_a_cdn_need_no_key_of_our_own() -> None:
    """CloudFront would need a share in the key, for what everybody may read."""
    stack = changed(good_stack(), "files-encryption", ENCRYPTION, "AES256")
    assert {rule for rule, _ in findings(stack)} == {"ST-04"}
    assert findings(relinked(stack, "edge", "origins", "files")) == []
