"""A counter in Redis."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from notes import services

KEY = "notes:hits"


async def read(request: Request) -> Response:
    """How often the page was opened."""
    return JSONResponse({"hits": int(await services.of(request).redis.get(KEY) or 0)})


async def add(request: Request) -> Response:
    """Count one more."""
    return JSONResponse({"hits": await services.of(request).redis.incrby(KEY, 1)})
