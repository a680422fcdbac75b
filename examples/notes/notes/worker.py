"""`python -m notes.worker`: counts the words of notes until it is told to stop."""

import asyncio
import logging
import os
import signal
import socket
import time
from datetime import timedelta

from psycopg import OperationalError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from notes import cache, database, logs, settings, words
from notes.events import Event, publish
from notes.note_records import NoteRecords
from notes.queue import Queue, Task

REPORT_SECONDS = 30
"""How often it says how long tasks wait; its number of instances follows that."""
FORGOTTEN = timedelta(seconds=30)
"""A note that was not counted by then, while the queue is empty, never got into the queue, or Redis lost it."""
FORGOTTEN_AT_ONCE = 1000
AGAIN_SECONDS = 2
"""Pause before a database or Redis that was away is asked again."""

log = logging.getLogger("notes.worker")


class Worker:
    """Takes one task after the other."""

    def __init__(self, records: NoteRecords, queue: Queue, redis: Redis) -> None:
        self._records, self._queue, self._redis = records, queue, redis
        self._name = f"{socket.gethostname()}-{os.getpid()}"
        self._stopping = asyncio.Event()
        self._longest_wait = 0.0
        self._next_report = time.monotonic()

    def stop(self) -> None:
        """Finish the task at hand, and take no other."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until told to stop. A database or Redis that is away is waited for; no task is lost by that."""
        while not self._stopping.is_set():
            try:
                await self._queue.prepare()
                while not self._stopping.is_set():
                    await self.step()
            except (OperationalError, RedisError) as error:
                log.warning("interrupted: %s", error, extra={"fields": {"error": type(error).__name__}})
                await self._pause()

    async def step(self) -> None:
        """Carry out one task, if there is one, and look after what is due."""
        task = await self._queue.take(self._name)
        if task is not None:
            self._longest_wait = max(self._longest_wait, task.waited_seconds)
            await self.carry_out(task)
        if time.monotonic() >= self._next_report:
            self._report()
            await self.remember_forgotten()

    async def carry_out(self, task: Task) -> None:
        """Store what is found in a note, then forget the task. Doing it twice changes nothing."""
        note = await self._records.get(task.note)
        if note is not None:
            link = words.first_link(note.text)
            note = await self._records.count(note.id, words.count(note.text), link)
        await self._queue.done(task)
        if note is not None:
            await publish(self._redis, Event("words", {"id": note.id, "words": note.words, "link": note.link}))

    async def remember_forgotten(self) -> None:
        """Put notes into the queue that should have been there."""
        if await self._queue.size():
            return
        for number in await self._records.uncounted(FORGOTTEN, FORGOTTEN_AT_ONCE):
            log.info("note %s was not in the queue", number)
            await self._queue.put(number)

    def _report(self) -> None:
        waited = round(self._longest_wait, 3)
        log.info("the longest wait lately", extra={"fields": {"queue_delay_seconds": waited}})
        self._longest_wait = 0.0
        self._next_report = time.monotonic() + REPORT_SECONDS

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(AGAIN_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            return


async def work(chosen: settings.WorkerSettings) -> None:
    """Open what is needed, work, close it."""
    redis = cache.connect(chosen.redis_url)
    async with database.pool(chosen.database_url) as pool:
        worker = Worker(NoteRecords(pool), Queue(redis), redis)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, worker.stop)
        log.info("started")
        await worker.run()
        log.info("stopped")
        await redis.aclose()


def main() -> None:
    """Run until SIGTERM or SIGINT, then leave with exit code 0."""
    chosen = settings.from_environment(settings.worker)
    logs.start()
    asyncio.run(work(chosen))


if __name__ == "__main__":
    main()
