"""What exists is kept, whole, for whoever looks next."""

import sqlite3
from pathlib import Path

import pytest

from simulator.cloud import LEFT, Cloud, Record


def thing(key: str = "a", region: str = "r", **properties: object) -> Record:
    return Record("t", region, key, f"id-{key}", "urn", properties)


def test_what_was_made_is_there_for_the_next_run(tmp_path: Path) -> None:
    first = Cloud(tmp_path)
    first.put(thing(size=1))
    second = Cloud(tmp_path)
    assert second.resources() == [thing(size=1)]


def test_another_process_sees_each_change(tmp_path: Path) -> None:
    writer, reader = Cloud(tmp_path), Cloud(tmp_path)
    assert reader.resources() == []
    writer.put(thing())
    assert reader.get("t", "r", "a") == thing()
    writer.remove(thing())
    assert reader.get("t", "r", "a") is None


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path)

    def half() -> None:
        with cloud.transaction():
            cloud.put(thing("b"))
            raise RuntimeError("half way")

    cloud.put(thing("a"))
    with pytest.raises(RuntimeError, match="half way"):
        half()
    assert [record.key for record in cloud.resources()] == ["a"]
    assert [record.key for record in Cloud(tmp_path).resources()] == ["a"]


def test_nobody_else_writes_during_a_transaction(tmp_path: Path) -> None:
    first, second = Cloud(tmp_path), sqlite3.connect(tmp_path / "clouds.sqlite", timeout=0, isolation_level=None)
    with first.transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        second.execute("begin immediate")
    second.execute("begin immediate")
    second.execute("rollback")


def test_things_are_told_apart_by_region_and_key(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path)
    for record in (thing("a", "r"), thing("a", "s"), thing("b", "r")):
        cloud.put(record)
    assert cloud.find("t", "r") == [thing("a", "r"), thing("b", "r")]
    cloud.put(thing("a", "r", size=2))
    assert cloud.find("t", size=2) == [thing("a", "r", size=2)]


def test_what_is_left_behind_is_not_live(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path)
    cloud.put(Record("t", "r", "a", "a", "urn", {}, LEFT))
    assert cloud.resources() == []
    assert [record.key for record in cloud.left_behind()] == ["a"]
    assert cloud.get("t", "r", "a") is None
