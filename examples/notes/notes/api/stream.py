"""A stream of server-sent events."""

import asyncio
from collections.abc import AsyncGenerator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from notes import services
from notes.events import Hub

HEARTBEAT_SECONDS = 15
"""Shorter than any proxy on the way waits for the next byte."""
RETRY_MILLISECONDS = 1000
"""A browser whose stream ended returns after this long."""
HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
"""Nothing on the way may keep events back."""


async def events(request: Request) -> Response:
    """Events for as long as the browser listens, or until this process stops."""
    frames = framed(services.of(request).hub, HEARTBEAT_SECONDS)
    return StreamingResponse(frames, media_type="text/event-stream", headers=HEADERS)


async def framed(hub: Hub, heartbeat_seconds: float) -> AsyncGenerator[str]:
    """Yield events as they happen, and a comment after each while without one."""
    async with hub.listen() as queue:
        yield f"retry: {RETRY_MILLISECONDS}\n\n"
        while True:
            try:
                async with asyncio.timeout(heartbeat_seconds):
                    event = await queue.get()
            except TimeoutError:
                yield ": heartbeat\n\n"
                continue
            if event is None:
                return
            yield event.frame()
