"""Copies of the backups in a second region."""

import json

from tests.components.recorder import Recorder, run
from tests.components.stand_stores import make_database

COPIES = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
KEY = "aws:kms/key:Key"


def test_copies_are_kept_as_long_and_encrypted_there(recorder: Recorder) -> None:
    run(lambda: make_database({"copy_region": "eu-west-1", "backup_days": 14}))
    found = recorder.one(COPIES)
    assert found.inputs == {
        "sourceDbInstanceArn": "arn:aws:rds:eu-central-1:123456789012:db:database-0a1b2c3d",
        "kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/database-copies-key-1234567",
        "retentionPeriod": 14,
        "region": "eu-west-1",
    }
    assert found.delete_before_replace
    key = recorder.one(KEY, "database-copies-key")
    assert (key.inputs["region"], key.inputs["enableKeyRotation"], key.protect) == ("eu-west-1", True, True)
    assert key.inputs["description"] == "What database of notes prod keeps in eu-west-1"
    assert key.inputs["tags"]["part"] == "database"
    principals = [statement["Principal"] for statement in json.loads(key.inputs["policy"])["Statement"]]
    assert principals == [{"AWS": "arn:aws:iam::123456789012:root"}]


def test_the_key_goes_with_a_database_that_may_go(recorder: Recorder) -> None:
    run(lambda: make_database({"copy_region": "eu-west-1"}, replace=frozenset({"database"})))
    assert recorder.one(KEY, "database-copies-key").protect is False


def test_without_a_second_region_there_is_nothing_there(recorder: Recorder) -> None:
    run(make_database)
    assert recorder.names(COPIES) == []
    assert recorder.names(KEY) == ["platform-key"]
