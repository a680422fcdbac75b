"""What happens to notes, told to every API process through Redis, and by each to the browsers it serves."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

CHANNEL = "notes:events"
AGAIN_SECONDS = 1
"""Pause before Redis is asked again after it was away."""
BACKLOG = 100
"""Events that may wait for one browser; a slower one is disconnected, and reads the whole list when it returns."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """Something that happened to a note: `note` (it is new), `words` (it was counted), `deleted`."""

    kind: str
    data: dict[str, Any]

    def frame(self) -> str:
        """As a stream of server-sent events has it."""
        return f"event: {self.kind}\ndata: {json.dumps(self.data)}\n\n"


async def publish(redis: Redis, event: Event) -> None:
    """Tell every API process; raises redis.RedisError where Redis does not answer."""
    await redis.publish(CHANNEL, json.dumps({"kind": event.kind, "data": event.data}))


class Hub:
    """Hands events on to the listeners of this process."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self._closed = False

    async def run(self) -> None:
        """Listen to Redis until cancelled.

        Whenever Redis is heard again, streams end: browsers return at once, and read the list, for they missed events.
        """
        while True:
            try:
                await self._listen()
            except RedisError as error:
                log.warning("events interrupted: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    @asynccontextmanager
    async def listen(self) -> AsyncGenerator[asyncio.Queue[Event | None]]:
        """Give a queue of what happens from now on; None is its end."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners.add(queue)
        if self._closed:
            queue.put_nowait(None)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def hand_on(self, event: Event) -> None:
        """Put an event into every listener's queue."""
        for queue in tuple(self._listeners):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(event)
            else:
                self._end(queue)

    def close(self) -> None:
        """End every stream, present and future: the process stops."""
        self._closed = True
        self._end_all()

    async def _listen(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
            await subscription.subscribe(CHANNEL)
            self._end_all()
            async for message in subscription.listen():
                self.hand_on(Event(**json.loads(message["data"])))

    def _end_all(self) -> None:
        for queue in tuple(self._listeners):
            self._end(queue)

    def _end(self, queue: asyncio.Queue[Event | None]) -> None:
        self._listeners.discard(queue)
        queue.put_nowait(None)
