"""What the tests of both functions share: a system that they were told of, and nobody who waits."""

from collections.abc import Iterator

import pytest

from components.forwarding import ForwardSpec
from tests.components.forwarding.systems import ANSWERS, Central, central, tell


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that would have been made."""
    made: list[float] = []
    monkeypatch.setattr("components.forwarding.push.time.sleep", made.append)
    return made


@pytest.fixture
def loki(monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Iterator[Central]:
    """A system that a function was told of."""
    with central(ANSWERS["loki"]) as server:
        tell(monkeypatch, ForwardSpec(loki=server.address))
        yield server
