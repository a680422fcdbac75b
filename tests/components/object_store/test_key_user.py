"""The long-lived key of a bucket: a user with exactly the containers' own permissions, its key in the secret store."""

import json

from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from tests.components.recorder import Recorder, is_secret, run, value, without_tags
from tests.components.stand import make_platform

ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:files-user-secret-1234567"


def store() -> ObjectStore:
    spec = ObjectStoreSpec(access_key=True)
    return ObjectStore("files", ObjectStoreArgs(platform=make_platform(), spec=spec))


def test_no_user_unless_asked(recorder: Recorder) -> None:
    run(lambda: ObjectStore("files", ObjectStoreArgs(platform=make_platform(), spec=ObjectStoreSpec())))
    assert recorder.names("aws:iam/user:User") == []


def test_user_may_do_what_a_container_may_and_no_more(recorder: Recorder) -> None:
    run(store)
    policy = recorder.inputs("aws:iam/userPolicy:UserPolicy")
    assert policy["user"] == "files-user-1234567"
    assert [(item["Action"], item["Resource"]) for item in json.loads(policy["policy"])["Statement"]] == [
        (
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            ["arn:aws:s3:::files-bucket-1234567/*"],
        ),
        (["s3:ListBucket"], ["arn:aws:s3:::files-bucket-1234567"]),
        (
            ["kms:Decrypt", "kms:GenerateDataKey"],
            ["arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"],
        ),
    ]


def test_key_is_kept_in_the_secret_store_and_handed_over_by_reference(recorder: Recorder) -> None:
    connection = run(store).connection
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion")
    assert json.loads(version.inputs["secretString"]) == {
        "access_key_id": "AKIAIOSFODNN7EXAMPLE",
        "secret_access_key": "wJalrXUtnFEMI",
    }
    assert version.secret_inputs == {"secretString"}
    assert {facet: value(reference) for facet, reference in connection.secrets.items()} == {
        "access_key_id": f"{ARN}:access_key_id::11111111-2222-3333-4444-555555555555",
        "secret_access_key": f"{ARN}:secret_access_key::11111111-2222-3333-4444-555555555555",
    }
    assert not any(is_secret(reference) for reference in connection.secrets.values())
    assert [item.actions for item in connection.execution_statements] == [
        ("secretsmanager:GetSecretValue",),
        ("kms:Decrypt",),
    ]


def test_user_is_labelled(recorder: Recorder) -> None:
    run(store)
    user = recorder.inputs("aws:iam/user:User")
    assert without_tags(user) == {}
    assert user["tags"]["part"] == "files"
