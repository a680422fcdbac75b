"""What several files of tests of containers need."""

import pytest

from tests.components import answers


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack's own registry tells how to log in."""
    login = {"aws:ecr/getAuthorizationToken:getAuthorizationToken": {"userName": "AWS", "password": "token"}}
    monkeypatch.setattr(answers, "CALLS", {**answers.CALLS, **login})
