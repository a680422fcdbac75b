"""What the tests on the real daemon share."""

from collections.abc import Iterator

import docker
import pytest

from tests.live.stand import Stand


@pytest.fixture(scope="class")
def stand(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, daemon: docker.DockerClient
) -> Iterator[Stand]:
    """One application for all steps of a class; whatever becomes of them, nothing of it stays on the daemon."""
    found = request.cls.make(tmp_path_factory.mktemp(request.cls.__name__.lower()), daemon)
    try:
        yield found
    finally:
        found.remove()
