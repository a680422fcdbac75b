"""What a bucket on one host keeps no longer: every night, by an account that sees no object."""

import json

import pytest

from components.clouds.docker import scripts
from components.clouds.docker.clock import variables as times
from tests.components.docker.looking import CONTAINER, ONCE, container
from tests.components.docker.stand import DOMAIN, bucket
from tests.components.recorder import Recorder, run

KEEPER = "files-lifecycle"
ACCOUNT = "notes-prod-files-lifecycle"


def test_a_container_keeps_the_rules_every_night(recorder: Recorder) -> None:
    run(lambda: bucket({"expire_days": 90, "keep_versions_days": 12}))
    assert container(recorder, KEEPER) == {
        "image": "id-of-amazon/aws-cli:2.31.0",
        "user": "1000:1000",
        "networks": {"network-backend": []},
        "entrypoints": ["sh", "-c", scripts.text("cron.sh"), "cron"],
        "command": ["sh", "-c", scripts.text("expire_objects.sh")],
        "variables": {
            **times("30 1 * * *"),
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": f"{KEEPER}-key-1234567-value",
            "AWS_DEFAULT_REGION": "us-east-1",
            "ENDPOINT": f"http://files.{DOMAIN}:7070",
            "HOME": "/tmp",
            "BUCKET": "notes-prod-files",
            "EXPIRE_DAYS": "90",
            "KEEP_VERSIONS_DAYS": "12",
        },
        "tmpfs": {"/tmp": "rw,nosuid,nodev,mode=1777,size=16m"},
        "memory": 256,
        "cpus": "0.5",
        "readOnly": True,
    }
    assert recorder.one(CONTAINER, KEEPER).secret_inputs == {"envs"}


@pytest.mark.parametrize(
    ("spec", "keeps", "expires"),
    [
        ({"versioned": False}, False, None),
        ({"versioned": False, "infrequent_after_days": 90}, False, None),
        ({"versioned": True}, True, ""),
        ({"versioned": False, "expire_days": 1}, True, "1"),
    ],
)
def test_only_where_something_ends(
    recorder: Recorder, spec: dict[str, bool | int], keeps: bool, expires: str | None
) -> None:
    """Objects by their age, or what was deleted and overwritten."""
    run(lambda: bucket(spec))
    assert (KEEPER in recorder.names(CONTAINER)) is keeps
    if keeps:
        assert container(recorder, KEEPER)["variables"]["EXPIRE_DAYS"] == expires


def test_its_account_lists_and_deletes_and_reads_nothing(recorder: Recorder) -> None:
    run(bucket)
    policy = json.loads(container(recorder, "files-bucket", ONCE)["variables"]["POLICY"])
    granted = {
        each["Resource"]: each["Action"] for each in policy["Statement"] if each["Principal"] == {"AWS": [ACCOUNT]}
    }
    assert granted == {
        "arn:aws:s3:::notes-prod-files/*": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        "arn:aws:s3:::notes-prod-files": ["s3:ListBucket", "s3:ListBucketVersions"],
    }
    users = json.loads(container(recorder, "files-server")["files"]["/etc/groundwork/users.json"][0])
    assert users["accessAccounts"][ACCOUNT]["secret"] == f"{KEEPER}-key-1234567-value"
