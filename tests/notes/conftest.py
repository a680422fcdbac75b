"""The API with its fakes."""

from collections.abc import Iterator

import pytest

from tests.notes.fakes import Stand, standing


@pytest.fixture
def api() -> Iterator[Stand]:
    with standing() as stand:
        yield stand
