"""Whether this instance can work, and which one it is."""

import asyncio
import os
import socket

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from notes import cache, services


async def healthz(request: Request) -> Response:
    """200 when database and cache answer; else 503, and which does not."""
    at_hand = services.of(request)
    database, redis = await asyncio.gather(at_hand.database_answers(), cache.answers(at_hand.redis))
    parts = {"database": database, "cache": redis}
    silent = [name for name, answers in parts.items() if not answers]
    if silent:
        return JSONResponse({"error": f"no answer from {' and '.join(silent)}", **parts}, 503)
    return JSONResponse(parts)


async def version(_: Request) -> Response:
    """The version that the image was built with, and the container's host name."""
    return JSONResponse({"version": os.environ.get("VERSION", "unknown"), "host": socket.gethostname()})
