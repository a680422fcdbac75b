"""A bucket on one host: a store of its own, an account for each part that uses it, and what it may do."""

import json
from typing import Any

import pulumi
import pytest

from components.clouds.docker import scripts
from tests.components.docker.looking import CONTAINER, IMAGE, ONCE, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, bucket
from tests.components.recorder import Recorder, is_secret, run, value, waits_for

SERVER, FOLDER, MADE = "files-server", "files-folder", "files-bucket"
HOST = f"files.{DOMAIN}"
ROOT = {"id": "notes-prod-files-root", "secret": "files-root-key-1234567-value"}
PLAIN = {"versioned": False}
"""Of such a bucket nothing ever ends."""
MOUNT = {"containerPath": "/data", "readOnly": False, "volumeName": "files-data-1234567"}


def account(user: str) -> dict[str, Any]:
    """An account as the gateway's file has it."""
    return {
        "access": f"notes-prod-{user}",
        "secret": f"files-{user}-key-1234567-value",
        "role": "user",
        "userID": 0,
        "groupID": 0,
        "projectID": 0,
    }


def variables(recorder: Recorder) -> dict[str, str]:
    """What the container that makes the bucket is told."""
    return container(recorder, MADE, ONCE)["variables"]


def test_the_store(recorder: Recorder) -> None:
    run(lambda: bucket(PLAIN))
    found = container(recorder, SERVER)
    users, owner, mode = found["files"].pop("/etc/groundwork/users.json")
    assert (owner, mode) == ("1000", "0400")
    assert json.loads(users) == {"accessAccounts": {f"notes-prod-{user}": account(user) for user in ("api", "tasks")}}
    assert found == {
        "image": "id-of-versity/versitygw:v1.8.0",
        "user": "1000:1000",
        "networks": {"network-backend": [HOST], "network-storage": [HOST]},
        "entrypoints": [
            "sh",
            "-c",
            (
                "mkdir -p /data/buckets /data/versions && exec versitygw --port :7070 --region us-east-1 "
                "--iam-dir /etc/groundwork --health /health --quiet "
                "posix --versioning-dir /data/versions /data/buckets"
            ),
        ],
        "variables": {"ROOT_ACCESS_KEY_ID": ROOT["id"], "ROOT_SECRET_ACCESS_KEY": ROOT["secret"]},
        "files": {},
        "volumes": [MOUNT],
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:7070/health"),
        "memory": 256,
        "cpus": "1",
    }
    server = recorder.one(CONTAINER, SERVER)
    assert server.secret_inputs == {"uploads", "envs"}
    assert FOLDER in server.depends_on
    assert not server.replaced_last
    assert recorder.inputs(IMAGE, "files-image") == {"name": "versity/versitygw:v1.8.0", "keepLocally": True}


def test_its_volume_is_given_to_its_user(recorder: Recorder) -> None:
    run(bucket)
    assert container(recorder, FOLDER, ONCE) == {
        "image": "id-of-versity/versitygw:v1.8.0",
        "user": "0:0",
        "networks": {},
        "entrypoints": ["chown", "1000:1000", "/folder"],
        "volumes": [{**MOUNT, "containerPath": "/folder"}],
        "memory": 64,
        "cpus": "0.25",
        "readOnly": True,
        "adds": ["CHOWN"],
    }


@pytest.mark.parametrize(
    ("changes", "protected"),
    [({}, True), ({"disposable": True}, False), ({"replace": frozenset({"files"})}, False)],
)
def test_its_volume_outlives_what_nobody_meant(recorder: Recorder, changes: dict[str, Any], protected: bool) -> None:
    run(lambda: bucket(**changes))
    data = recorder.one(VOLUME)
    assert (data.name, data.protect, set(data.inputs)) == ("files-data", protected, {"labels"})
    assert written(data.inputs["labels"]) == labels("files")


def test_without_an_entry_the_store_is_with_the_data_only(recorder: Recorder) -> None:
    made = run(lambda: bucket(address=None))
    assert container(recorder, SERVER)["networks"] == {"network-backend": [HOST]}
    assert made.connection.values["endpoint"] == f"http://{HOST}:7070"


def test_the_bucket_is_made_once_the_store_answers(recorder: Recorder) -> None:
    run(bucket)
    found = container(recorder, MADE, ONCE)
    found["variables"].pop("POLICY")
    assert found == {
        "image": "id-of-amazon/aws-cli:2.31.0",
        "user": "1000:1000",
        "networks": {"network-backend": []},
        "entrypoints": ["sh", "-c", scripts.text("prepare_bucket.sh")],
        "variables": {
            "AWS_ACCESS_KEY_ID": ROOT["id"],
            "AWS_SECRET_ACCESS_KEY": ROOT["secret"],
            "AWS_DEFAULT_REGION": "us-east-1",
            "ENDPOINT": f"http://{HOST}:7070",
            "HOME": "/tmp",
            "BUCKET": "notes-prod-files",
            "VERSIONING": "Enabled",
            "CORS": "",
        },
        "tmpfs": {"/tmp": "rw,nosuid,nodev,mode=1777,size=16m"},
        "memory": 256,
        "cpus": "1",
        "readOnly": True,
    }
    made = recorder.one(CONTAINER, MADE)
    assert SERVER in made.depends_on
    assert made.secret_inputs == {"envs"}
    assert recorder.inputs(IMAGE, "files-bucket-client") == {"name": "amazon/aws-cli:2.31.0", "keepLocally": True}


def test_the_policy_grants_the_users_what_a_cloud_would(recorder: Recorder) -> None:
    run(lambda: bucket(PLAIN, users=("tasks", "api")))
    principal = {"AWS": ["notes-prod-api", "notes-prod-tasks"]}
    objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    assert json.loads(variables(recorder)["POLICY"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": principal,
                "Action": objects,
                "Resource": "arn:aws:s3:::notes-prod-files/*",
            },
            {
                "Effect": "Allow",
                "Principal": principal,
                "Action": ["s3:ListBucket"],
                "Resource": "arn:aws:s3:::notes-prod-files",
            },
        ],
    }


def test_a_bucket_that_nobody_uses_has_no_policy(recorder: Recorder) -> None:
    run(lambda: bucket(PLAIN, users=()))
    assert variables(recorder)["POLICY"] == ""
    users = container(recorder, SERVER)["files"]["/etc/groundwork/users.json"][0]
    assert json.loads(users) == {"accessAccounts": {}}


def test_versions_and_pages_as_the_application_says(recorder: Recorder) -> None:
    run(lambda: bucket({"versioned": False, "cors": ["https://notes.example.com"]}))
    found = variables(recorder)
    assert found["VERSIONING"] == "Suspended"
    assert json.loads(found["CORS"]) == {
        "CORSRules": [
            {
                "AllowedOrigins": ["https://notes.example.com"],
                "AllowedMethods": ["GET", "HEAD", "PUT", "POST"],
                "AllowedHeaders": ["*"],
                "ExposeHeaders": ["ETag"],
                "MaxAgeSeconds": 3600,
            }
        ]
    }


def test_each_user_is_handed_its_own_key(recorder: Recorder) -> None:
    made = run(bucket)
    assert made.connection.secrets == {}
    handed = made.connection.handed_to("tasks").secrets
    assert {name: value(each) for name, each in handed.items()} == {
        "access_key_id": "notes-prod-tasks",
        "secret_access_key": "files-tasks-key-1234567-value",
    }
    assert all(is_secret(each) for each in handed.values())
    assert made.connection.handed_to("cleanup").secrets == {}


def test_another_text_makes_other_keys_of_this_bucket(recorder: Recorder) -> None:
    run(lambda: bucket(rotated={"files": "2027", "others": "2028"}))
    made = recorder.all("random:index/randomPassword:RandomPassword")
    assert {item.name: item.inputs["keepers"] for item in made} == {
        f"files-{user}-key": {"rotated": "2027"} for user in ("api", "tasks", "root", "lifecycle")
    }


def test_keys_are_made_once(recorder: Recorder) -> None:
    run(lambda: bucket(PLAIN))
    made = recorder.all("random:index/randomPassword:RandomPassword")
    assert {item.name: dict(item.inputs) for item in made} == {
        f"files-{user}-key": {"length": 40, "special": False} for user in ("api", "tasks", "root")
    }


def test_others_find_it_once_the_bucket_is_there(recorder: Recorder) -> None:
    made = run(bucket)
    values = made.connection.values
    assert {name: value(each) for name, each in values.items()} == {
        "bucket": "notes-prod-files",
        "region": "us-east-1",
        "endpoint": "https://notes.example.com",
        "internal_endpoint": f"http://{HOST}:7070",
        "driver": "s3",
    }
    assert MADE in waits_for(values["bucket"])
    assert value(made.bucket) == "notes-prod-files"
    assert [value(each) for each in made.servers] == ["files-server-1234567:7070"]
    assert made.path == "/notes-prod-files"


def test_what_no_store_on_one_host_does_is_said(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda message, *_: told.append(message))
    run(lambda: bucket({"infrequent_after_days": 90, "expire_days": 365}))
    assert told == ["buckets.files.infrequent_after_days is not kept on a Docker host: see docs/parity.md"]
