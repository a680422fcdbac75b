"""OpenAgent as far as its home can tell: HTTP on one port, something on another, and a file that stays."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.live.applications.shared import listening

STARTS = Path("/app/data/starts")
GRPC = 8600


async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say something and hang up."""
    writer.write(b"grpc\n")
    await writer.drain()
    writer.close()


def count() -> None:
    """One more start on this volume."""
    with STARTS.open("a") as file:
        file.write("start\n")


def health(_: Request) -> JSONResponse:
    """Well, and how often it has started on this volume."""
    return JSONResponse({"status": "healthy", "starts": len(STARTS.read_text().splitlines())})


@asynccontextmanager
async def life(app: Starlette) -> AsyncGenerator[None]:
    """Count this start, and listen on the second port."""
    await asyncio.to_thread(count)
    async with listening(GRPC, answer)(app):
        yield


app = Starlette(routes=[Route("/api/health", health)], lifespan=life)
