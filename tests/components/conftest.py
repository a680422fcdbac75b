"""A fresh event loop and a fresh recorder for every test of a room."""

from collections.abc import Iterator

import pulumi
import pytest

from tests.components.recorder import Recorder, recording


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """The engine's stand-in for one test: project `notes`, stack `prod`."""
    with recording() as noted:
        yield noted


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Warnings, as they come."""
    lines: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda text, *_: lines.append(text))
    return lines
