"""What several of them answer: events, WebSocket, and whatever comes on a second port."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.websockets import WebSocket

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def events(seconds: float) -> AsyncIterator[str]:
    """An event at once, and another after a silence."""
    yield "data: first\n\n"
    await asyncio.sleep(seconds)
    yield "data: second\n\n"


def stream(seconds: float) -> StreamingResponse:
    """Server-sent events; nobody on the way is asked not to hold them back."""
    return StreamingResponse(events(seconds), media_type="text/event-stream")


async def echo(websocket: WebSocket) -> None:
    """Send back what comes."""
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(text)


def listening(port: int, talk: Conversation) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The life of an application that also talks on a second port."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncGenerator[None]:
        async with await asyncio.start_server(talk, None, port):
            yield

    return life
