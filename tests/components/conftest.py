"""A fresh event loop and a fresh recorder for every test of a room."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pulumi
import pytest
from pulumi.runtime import sync_await

from tests.components.recorder import Recorder


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """The engine's stand-in for one test: project `notes`, stack `prod`."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # The engine's stand-in answers in a thread and leaves an event loop there; one thread, so that it can be closed.
    answering = ThreadPoolExecutor(max_workers=1)
    loop.set_default_executor(answering)
    noted = Recorder()
    pulumi.runtime.set_mocks(noted.mocks, project="notes", stack="prod", preview=False, monitor=noted)
    yield noted
    answering.submit(_close_loop).result()
    answering.shutdown()
    loop.close()
    asyncio.set_event_loop(None)


def _close_loop() -> None:
    loop = sync_await._ensure_event_loop()
    loop.close()
