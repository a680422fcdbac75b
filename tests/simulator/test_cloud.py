"""What exists is kept, whole, for whoever looks next."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.cloud import LEFT, Cloud, Record

Opened = Callable[[], Cloud]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens the clouds of one home, as often as asked."""
    clouds: list[Cloud] = []

    def open_() -> Cloud:
        clouds.append(Cloud(tmp_path))
        return clouds[-1]

    yield open_
    for cloud in clouds:
        cloud.close()


def thing(key: str = "a", region: str = "r", **properties: object) -> Record:
    return Record("t", region, key, f"id-{key}", "urn", properties)


def test_what_was_made_is_there_for_the_next_run(opened: Opened) -> None:
    first = opened()
    first.put(thing(size=1))
    second = opened()
    assert second.resources() == [thing(size=1)]


def test_another_process_sees_each_change(opened: Opened) -> None:
    writer, reader = opened(), opened()
    assert reader.resources() == []
    writer.put(thing())
    assert reader.get("t", "r", "a") == thing()
    writer.remove(thing())
    assert reader.get("t", "r", "a") is None


def test_a_failed_transaction_leaves_nothing(opened: Opened) -> None:
    cloud = opened()

    def half() -> None:
        with cloud.transaction():
            cloud.put(thing("b"))
            raise RuntimeError("half way")

    cloud.put(thing("a"))
    with pytest.raises(RuntimeError, match="half way"):
        half()
    assert [record.key for record in cloud.resources()] == ["a"]
    assert [record.key for record in opened().resources()] == ["a"]


def test_nobody_else_writes_during_a_transaction(opened: Opened, tmp_path: Path) -> None:
    first, second = opened(), sqlite3.connect(tmp_path / "clouds.sqlite", timeout=0, isolation_level=None)
    with first.transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        second.execute("begin immediate")
    second.execute("begin immediate")
    second.execute("rollback")
    second.close()


def test_things_are_told_apart_by_region_and_key(opened: Opened) -> None:
    cloud = opened()
    for record in (thing("a", "r"), thing("a", "s"), thing("b", "r")):
        cloud.put(record)
    assert cloud.find("t", "r") == [thing("a", "r"), thing("b", "r")]
    cloud.put(thing("a", "r", size=2))
    assert cloud.find("t", size=2) == [thing("a", "r", size=2)]


def test_what_is_left_behind_is_not_live(opened: Opened) -> None:
    cloud = opened()
    cloud.put(Record("t", "r", "a", "a", "urn", {}, LEFT))
    assert cloud.resources() == []
    assert [record.key for record in cloud.left_behind()] == ["a"]
    assert cloud.get("t", "r", "a") is None
