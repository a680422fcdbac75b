"""The worker: what it stores, what it does when something is away, what it says of waiting tasks."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from notes import logs, queue, worker
from notes.events import CHANNEL
from notes.queue import Queue
from notes.worker import Worker
from tests.notes.fakes import FakeNotes


class Bench:
    """A worker, and all it works with."""

    def __init__(self) -> None:
        self.server = FakeServer()
        self.redis = FakeAsyncRedis(server=self.server, decode_responses=True)
        self.notes = FakeNotes()
        self.queue = Queue(self.redis)
        self.worker = Worker(self.notes, self.queue, self.redis)


def run(scenario: Callable[[Bench], Awaitable[None]]) -> None:
    async def prepared() -> None:
        bench = Bench()
        await bench.queue.prepare()
        await scenario(bench)

    asyncio.run(prepared())


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker waits a millisecond for a task, not a second, and would wait an hour for what is away."""
    monkeypatch.setattr(queue, "WAIT_MILLISECONDS", 1)
    monkeypatch.setattr(worker, "AGAIN_SECONDS", 3600)


def test_what_is_found_is_stored_and_told() -> None:
    async def scenario(bench: Bench) -> None:
        note = await bench.notes.add("see https://example.org now", None)
        await bench.queue.put(note.id)
        async with bench.redis.pubsub(ignore_subscribe_messages=True) as heard:
            await heard.subscribe(CHANNEL)
            await bench.worker.step()
            message = None
            while message is None:
                message = await heard.get_message(timeout=1)
        assert json.loads(message["data"]) == {
            "kind": "words",
            "data": {"id": 1, "words": 3, "link": "https://example.org"},
        }
        assert (bench.notes.kept[1].words, bench.notes.kept[1].link) == (3, "https://example.org")
        assert await bench.queue.size() == 0

    run(scenario)


def test_a_note_that_was_deleted_meanwhile_is_no_error() -> None:
    async def scenario(bench: Bench) -> None:
        await bench.queue.put(99)
        await bench.worker.step()
        assert await bench.queue.size() == 0

    run(scenario)


def test_a_task_stays_in_the_queue_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(bench: Bench) -> None:
        note = await bench.notes.add("kept", None)
        await bench.queue.put(note.id)
        bench.notes.away = True

        async def told_to_stop_meanwhile() -> None:
            bench.worker.stop()

        monkeypatch.setattr(bench.worker, "_pause", told_to_stop_meanwhile)
        await bench.worker.run()
        assert await bench.queue.size() == 1
        assert bench.notes.kept[1].words is None

    run(scenario)


def test_it_waits_for_redis_and_makes_its_group_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(bench: Bench) -> None:
        await bench.notes.add("after", None)
        bench.server.connected = False

        async def redis_returns_empty() -> None:
            bench.server.connected = True
            await bench.redis.flushall()
            await bench.queue.put(1)

        async def publish(*_: object) -> None:
            bench.worker.stop()

        monkeypatch.setattr(bench.worker, "_pause", redis_returns_empty)
        monkeypatch.setattr(worker, "publish", publish)
        await bench.worker.run()
        assert bench.notes.kept[1].words == 1

    run(scenario)


def test_a_stop_is_not_kept_waiting_by_a_pause() -> None:
    async def scenario(bench: Bench) -> None:
        bench.worker.stop()
        await bench.worker.run()
        await bench.worker._pause()

    run(scenario)


def test_notes_that_never_reached_the_queue_are_found_when_it_is_empty() -> None:
    async def scenario(bench: Bench) -> None:
        note = await bench.notes.add("forgotten", None)
        bench.notes.now = note.created_at + worker.FORGOTTEN - timedelta(seconds=1)
        await bench.worker.remember_forgotten()
        assert await bench.queue.size() == 0  # it may be on its way
        bench.notes.now = note.created_at + worker.FORGOTTEN
        await bench.worker.remember_forgotten()
        await bench.worker.remember_forgotten()
        assert await bench.queue.size() == 1  # and is not put there again while it waits

    run(scenario)


def test_it_says_how_long_tasks_waited(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    clock = 0.0
    monkeypatch.setattr(worker, "time", SimpleNamespace(monotonic=lambda: clock))
    caplog.set_level(logging.INFO, "notes.worker")

    def said() -> list[float]:
        lines = [json.loads(logs.JsonLines().format(record)) for record in caplog.records]
        return [line["queue_delay_seconds"] for line in lines if "queue_delay_seconds" in line]

    async def scenario(bench: Bench) -> None:
        nonlocal clock
        await bench.worker.step()
        assert said() == [0.0]
        monkeypatch.setattr(queue.Task, "waited_seconds", 12.5)
        await bench.queue.put(99)
        await bench.worker.step()
        assert said() == [0.0]
        clock = worker.REPORT_SECONDS
        await bench.worker.step()
        clock *= 2
        await bench.worker.step()
        assert said() == [0.0, 12.5, 0.0]

    run(scenario)
