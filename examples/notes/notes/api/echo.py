"""A WebSocket that says what it hears."""

from starlette.websockets import WebSocket


async def echo(socket: WebSocket) -> None:
    """Send every message back until the other side leaves."""
    await socket.accept()
    while (message := await socket.receive())["type"] == "websocket.receive":
        await socket.send({**message, "type": "websocket.send"})
