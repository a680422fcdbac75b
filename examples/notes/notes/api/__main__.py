"""`python -m notes.api`: answers HTTP until it is told to stop."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from functools import partial

import uvicorn
from starlette.applications import Starlette

from notes import cache, database, logs, settings
from notes.api.application import application
from notes.events import Hub
from notes.file_records import FileRecords
from notes.note_records import NoteRecords
from notes.queue import Queue
from notes.services import Services
from notes.storage import open_storage

KEEP_ALIVE_SECONDS = 4100
"""Longer than any load balancer in front keeps a connection (AWS allows 4000 s): it, not we, decides when one ends."""
FINISH_SECONDS = 20
"""For requests in flight when told to stop; every one of ours is quicker."""
LARGEST_MESSAGE = 64 * 1024
"""Bytes of a WebSocket message."""


class Server(uvicorn.Server):
    """Ends event streams when told to stop: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list | None = None) -> None:
        """Accept no more, end the streams, wait for the rest."""
        self._hub.close()
        await super().shutdown(sockets)


def main() -> None:
    """Run until SIGTERM or SIGINT, then leave with exit code 0."""
    # uvicorn raises the signal again once it has stopped; it must not look like a crash then.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    chosen = settings.from_environment(settings.api)
    logs.start()
    pool = database.pool(chosen.database_url)
    redis = cache.connect(chosen.redis_url)
    services = Services(
        notes=NoteRecords(pool),
        files=FileRecords(pool),
        redis=redis,
        queue=Queue(redis),
        hub=Hub(redis),
        storage=open_storage(chosen.storage),
        database_answers=partial(database.answers, pool),
    )

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncGenerator[None]:
        await pool.open()
        listening = asyncio.create_task(services.hub.run())
        yield
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await redis.aclose()
        await pool.close()

    config = uvicorn.Config(
        application(chosen, services, running),
        host="0.0.0.0",  # noqa: S104 - inside a container; who reaches it is decided around it
        port=chosen.port,
        log_config=None,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=FINISH_SECONDS,
        ws_max_size=LARGEST_MESSAGE,
    )
    Server(config, services.hub).run()


if __name__ == "__main__":
    main()
