"""The Docker engine that live tests run against. Without one they are skipped at home, and fail in CI."""

import os
from collections.abc import Generator
from typing import Never

import docker
import pytest

from toolchain.docker import engine


@pytest.fixture(scope="session")
def daemon() -> Generator[docker.DockerClient, None, None]:
    """A client of the engine that DOCKER_HOST names, or of this machine's own."""
    client = engine.connect()
    if client is None:
        give_up("no Docker engine answers; `make docker` gets one")
    yield client
    client.close()


def give_up(reason: str) -> Never:
    """Skip the test at home and fail it in CI: what a live test needs is not there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
