"""Another password for the same database, and another key to the same cache and bucket, on demand."""

from typing import Any

from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from tests.components.recorder import Recorder, run
from tests.components.stand import make_platform
from tests.components.stand_stores import make_cache, make_database

PASSWORD = "random:index/randomPassword:RandomPassword"
INSTANCE = "aws:rds/instance:Instance"
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
KEY = "aws:iam/accessKey:AccessKey"
MADE = {"length": 40, "special": False}


def test_a_text_makes_another_password_and_the_same_database(recorder: Recorder) -> None:
    run(lambda: make_database(rotated={"database": "2026-12"}))
    assert recorder.inputs(PASSWORD) == {**MADE, "keepers": {"rotated": "2026-12"}}
    instance = recorder.one(INSTANCE)
    assert instance.inputs["identifier"] == "database-0a1b2c3d"
    assert (instance.protect, instance.replace_on_changes, instance.replacement_trigger) == (True, (), None)


def test_a_text_makes_another_password_and_the_same_cache(recorder: Recorder) -> None:
    run(lambda: make_cache(rotated={"cache": "2026-12"}))
    assert recorder.inputs(PASSWORD) == {**MADE, "keepers": {"rotated": "2026-12"}}
    group = recorder.one(GROUP)
    assert (group.protect, group.replace_on_changes, group.replacement_trigger) == (True, (), None)


def store(rotated: dict[str, str]) -> None:
    args: dict[str, Any] = {"platform": make_platform(rotated=rotated), "spec": ObjectStoreSpec(access_key=True)}
    ObjectStore("files", ObjectStoreArgs(**args))


def test_a_text_makes_another_key_to_a_bucket(recorder: Recorder) -> None:
    run(lambda: store({"files": "2026-12"}))
    assert recorder.one(KEY).replacement_trigger == "2026-12"


def test_what_is_not_named_stays(recorder: Recorder) -> None:
    run(lambda: make_database(rotated={"cache": "2026-12", "JWT_SECRET": "b"}))
    assert recorder.inputs(PASSWORD) == MADE
    run(lambda: store({"other": "x"}))
    # A text from the start: the engine would overlook the first one after none.
    assert recorder.one(KEY).replacement_trigger == "never"
