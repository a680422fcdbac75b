"""What keeps a database from being lost, and what lets it go."""

from typing import Any

import pytest

from tests.components.recorder import Recorder, run
from tests.components.stand_stores import make_database

INSTANCE = "aws:rds/instance:Instance"


def test_a_database_survives(recorder: Recorder) -> None:
    run(make_database)
    found = recorder.one(INSTANCE)
    assert found.protect
    assert found.inputs["deletionProtection"] is True


def test_a_disposable_stack_lets_it_go_without_a_trace(recorder: Recorder) -> None:
    run(lambda: make_database(disposable=True))
    found = recorder.one(INSTANCE)
    assert not found.protect
    inputs = found.inputs
    assert (inputs["deletionProtection"], inputs["skipFinalSnapshot"], inputs["deleteAutomatedBackups"]) == (
        False,
        True,
        True,
    )
    assert "finalSnapshotIdentifier" not in inputs
    assert inputs["applyImmediately"] is True


def test_a_named_replacement_keeps_a_final_snapshot(recorder: Recorder) -> None:
    run(lambda: make_database(replace=frozenset({"database"})))
    found = recorder.one(INSTANCE)
    assert not found.protect
    assert found.inputs["deletionProtection"] is False
    assert found.inputs["skipFinalSnapshot"] is False
    assert found.inputs["finalSnapshotIdentifier"] == "database-final-0a1b2c3d"


@pytest.mark.parametrize(("asked", "changes", "on"), [(False, {}, False), (True, {"disposable": True}, False)])
def test_the_clouds_own_protection_needs_both(
    recorder: Recorder, asked: bool, changes: dict[str, Any], on: bool
) -> None:
    run(lambda: make_database({"deletion_protection": asked}, **changes))
    assert recorder.inputs(INSTANCE)["deletionProtection"] is on


def test_names_are_new_when_the_key_is_new(recorder: Recorder) -> None:
    run(make_database)
    assert recorder.inputs("random:index/randomId:RandomId") == {
        "byteLength": 4,
        "keepers": {"key": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"},
    }
