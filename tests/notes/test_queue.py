"""No task is lost, and none is done twice without need."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from fakeredis import FakeAsyncRedis

from notes import queue
from notes.queue import Queue, Task


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker waits a millisecond for a task, not a second."""
    monkeypatch.setattr(queue, "WAIT_MILLISECONDS", 1)


def run(scenario: Callable[[Queue], Awaitable[None]]) -> None:
    async def prepared() -> None:
        made = Queue(FakeAsyncRedis(decode_responses=True))
        await made.prepare()
        await scenario(made)

    asyncio.run(prepared())


def test_tasks_come_in_their_order_and_once() -> None:
    async def scenario(tasks: Queue) -> None:
        await tasks.put(7)
        await tasks.put(8)
        taken = [await tasks.take("one"), await tasks.take("two"), await tasks.take("one")]
        assert [task and task.note for task in taken] == [7, 8, None]

    run(scenario)


def test_a_task_put_before_any_worker_started_is_not_lost() -> None:
    async def scenario() -> None:
        tasks = Queue(FakeAsyncRedis(decode_responses=True))
        await tasks.put(7)
        await tasks.prepare()
        await tasks.prepare()  # another worker starts
        task = await tasks.take("one")
        assert task is not None
        assert task.note == 7

    asyncio.run(scenario())


def test_a_task_that_is_done_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(tasks: Queue) -> None:
        await tasks.put(7)
        task = await tasks.take("one")
        assert task is not None
        assert await tasks.size() == 1
        await tasks.done(task)
        assert await tasks.size() == 0
        assert (await tasks._redis.xpending(queue.STREAM, queue.GROUP))["pending"] == 0
        monkeypatch.setattr(queue, "ABANDONED_MILLISECONDS", 0)
        assert await tasks.take("two") is None

    run(scenario)


def test_the_task_of_a_dead_worker_goes_to_another_before_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(tasks: Queue) -> None:
        await tasks.put(7)
        taken = await tasks.take("killed")
        await tasks.put(8)
        monkeypatch.setattr(queue, "ABANDONED_MILLISECONDS", 0)
        assert await tasks.take("other") == taken

    run(scenario)


def test_the_task_of_a_busy_worker_stays_with_it() -> None:
    async def scenario(tasks: Queue) -> None:
        await tasks.put(7)
        assert await tasks.take("busy") is not None
        assert await tasks.take("other") is None

    run(scenario)


def test_how_long_a_task_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_000.5)
    assert Task("998000-3", 7).waited_seconds == 2.5
    assert Task("1000900-0", 7).waited_seconds == 0  # Redis's clock is ahead
