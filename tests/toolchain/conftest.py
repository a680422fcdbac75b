"""What the live tests of the images share."""

from collections.abc import Generator

import docker
import pytest

from tests.toolchain.containers import Containers


@pytest.fixture
def containers(daemon: docker.DockerClient) -> Generator[Containers, None, None]:
    """Containers of one test."""
    started = Containers(daemon)
    yield started
    started.remove()
