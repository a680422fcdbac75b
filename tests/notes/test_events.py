"""Every browser hears what happens, also of other processes; a stream ends rather than misses something unnoticed."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from notes import events
from notes.api.stream import framed
from notes.events import Event, Hub, publish

NEW = Event("note", {"id": 7, "text": "two\nlines"})


def run(scenario: Callable[[Hub], Awaitable[None]]) -> None:
    async def prepared() -> None:
        await scenario(Hub(FakeAsyncRedis(decode_responses=True)))

    asyncio.run(prepared())


async def after(frames: AsyncGenerator[str], count: int) -> list[str]:
    return [await anext(frames) for _ in range(count)]


def test_a_frame_holds_one_event_on_one_line() -> None:
    assert NEW.frame() == 'event: note\ndata: {"id": 7, "text": "two\\nlines"}\n\n'


def test_a_stream_starts_at_once_and_hands_events_on() -> None:
    async def scenario(hub: Hub) -> None:
        first, second = framed(hub, 60), framed(hub, 60)
        assert await anext(first) == "retry: 1000\n\n"
        await anext(second)
        hub.hand_on(NEW)
        assert [await anext(first), await anext(second)] == [NEW.frame()] * 2

    run(scenario)


def test_a_silent_stream_has_a_heartbeat() -> None:
    async def scenario(hub: Hub) -> None:
        frames = framed(hub, 0.001)
        assert await after(frames, 3) == ["retry: 1000\n\n", ": heartbeat\n\n", ": heartbeat\n\n"]
        hub.hand_on(NEW)
        assert NEW.frame() in await after(frames, 1)

    run(scenario)


def test_streams_end_when_the_process_stops() -> None:
    async def scenario(hub: Hub) -> None:
        frames = framed(hub, 60)
        await anext(frames)
        hub.close()
        assert [frame async for frame in frames] == []
        assert [frame async for frame in framed(hub, 60)] == ["retry: 1000\n\n"]

    run(scenario)


def test_a_browser_that_does_not_read_is_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BACKLOG", 2)

    async def scenario(hub: Hub) -> None:
        frames = framed(hub, 60)
        await anext(frames)
        for _ in range(4):
            hub.hand_on(NEW)
        assert [frame async for frame in frames] == [NEW.frame()] * 2

    run(scenario)


def test_a_stream_that_was_left_is_forgotten() -> None:
    async def scenario(hub: Hub) -> None:
        frames = framed(hub, 60)
        await anext(frames)
        assert len(hub._listeners) == 1
        await frames.aclose()
        assert not hub._listeners

    run(scenario)


def test_events_of_one_process_reach_browsers_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "AGAIN_SECONDS", 0)

    async def scenario() -> None:
        server = FakeServer()
        hub = Hub(FakeAsyncRedis(server=server, decode_responses=True))
        other = FakeAsyncRedis(server=server, decode_responses=True)
        early = framed(hub, 60)
        await anext(early)
        listening = asyncio.create_task(hub.run())
        # Redis is heard from now on; what happened before is read anew by whoever returns.
        assert [frame async for frame in early] == []
        frames = framed(hub, 60)
        await anext(frames)
        await publish(other, NEW)
        assert await anext(frames) == NEW.frame()
        listening.cancel()

    asyncio.run(scenario())


def test_streams_end_when_redis_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "AGAIN_SECONDS", 0)

    async def scenario() -> None:
        server = FakeServer()
        server.connected = False
        hub = Hub(FakeAsyncRedis(server=server, decode_responses=True))
        frames = framed(hub, 60)
        await anext(frames)
        listening = asyncio.create_task(hub.run())
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(hub._listeners) == 1
        server.connected = True
        assert [frame async for frame in frames] == []
        listening.cancel()

    asyncio.run(scenario())
