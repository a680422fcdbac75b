"""Tokens that every cloud's entry can compare requests with."""

import pytest

from components import entry_token


@pytest.mark.parametrize("token", ["with*star", "is-it?", "", "two words", "x" * 129, "gr\u00fcn"])
def test_a_token_that_would_match_others_or_nothing(token: str) -> None:
    """`*` and `?` stand for anything, in a load balancer."""
    assert not entry_token.fits(token)


@pytest.mark.parametrize("token", ["x", "x" * 128, "aZ09-_~!)+>@="])
def test_a_token_that_is_compared_as_it_is(token: str) -> None:
    assert entry_token.fits(token)
