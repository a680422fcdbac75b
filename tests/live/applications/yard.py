"""A service that tells its version, keeps a file, and answers whatever comes on a second port."""

import asyncio
import os
import socket
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.live.applications.shared import listening

FILE = Path("/data/kept")
HOST = socket.gethostname()


def tell(request: Request) -> JSONResponse:
    """What there is to know."""
    kept = FILE.read_text() if FILE.exists() else None
    return JSONResponse({"version": os.environ["VERSION"], "host": HOST, "path": request.url.path, "kept": kept})


async def keep(request: Request) -> JSONResponse:
    """Keep what was sent."""
    await asyncio.to_thread(FILE.write_bytes, await request.body())
    return await asyncio.to_thread(tell, request)


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Each line comes back behind the container's name and the caller's address, until the caller goes."""
    caller = writer.get_extra_info("peername")[0]
    async for line in reader:
        writer.write(f"{HOST} {caller} ".encode() + line)
        await writer.drain()
    writer.close()


app = Starlette(
    routes=[Route("/{path:path}", tell), Route("/{path:path}", keep, methods=["PUT"])],
    lifespan=listening(int(os.environ.get("ECHO_PORT", "0")), talk),
)
