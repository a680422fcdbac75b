"""Tasks from the API to the worker: a Redis stream with one consumer group.

Redis remembers who took which task until it is done. A task whose worker died is taken over by another: a task is
carried out at least once, and its effect must be the same if that happens twice.
"""

import time
from dataclasses import dataclass
from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import ResponseError

STREAM = "notes:tasks"
GROUP = "workers"
ABANDONED_MILLISECONDS = 10_000
"""A task that was taken so long ago and is not done has lost its worker; one that takes longer is done twice."""
WAIT_MILLISECONDS = 1_000
"""How long a worker waits for a task before it looks at other things, such as whether it should stop."""


@dataclass(frozen=True)
class Task:
    """Work on a note."""

    entry: str
    """Place in the stream: milliseconds since 1970 when it was put there, a hyphen, a number."""
    note: int

    @property
    def waited_seconds(self) -> float:
        """How long ago it was put into the queue."""
        return max(0.0, time.time() - int(self.entry.partition("-")[0]) / 1000)


class Queue:
    """The stream. Every method raises redis.RedisError where Redis does not answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def put(self, note: int) -> None:
        """Ask for a note to be worked on."""
        await self._redis.xadd(STREAM, {"note": note})

    async def prepare(self) -> None:
        """Make the group, unless it is there; tasks put before that are not lost."""
        try:
            await self._redis.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    async def take(self, worker: str) -> Task | None:
        """Take an abandoned task, else a new one; None where there was none for a while."""
        claimed = await self._redis.xautoclaim(STREAM, GROUP, worker, ABANDONED_MILLISECONDS, count=1)
        entries = claimed[1]
        if not entries:
            read = await self._redis.xreadgroup(GROUP, worker, {STREAM: ">"}, count=1, block=WAIT_MILLISECONDS)
            entries = cast("list[tuple[str, Any]]", read)[0][1] if read else []
        for entry, fields in entries:
            return Task(entry, int(fields["note"]))
        return None

    async def done(self, task: Task) -> None:
        """Forget a task that was carried out."""
        async with self._redis.pipeline(transaction=True) as together:
            together.xack(STREAM, GROUP, task.entry)
            together.xdel(STREAM, task.entry)
            await together.execute()

    async def size(self) -> int:
        """How many tasks are waiting or taken."""
        return await self._redis.xlen(STREAM)
