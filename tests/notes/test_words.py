"""What the worker finds in a text."""

import pytest

from notes import words


@pytest.mark.parametrize(("text", "number"), [("one", 1), (" one \n two\tthree ", 3), ("don't — 你好", 3)])
def test_words_are_what_white_space_parts(text: str, number: int) -> None:
    assert words.count(text) == number


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.org/a?b=c#d, or http://second.example", "https://example.org/a?b=c#d"),
        ("(http://example.org/a).", "http://example.org/a"),
        ('<a href="https://example.org">', "https://example.org"),
        ("javascript:alert(1) ftp://example.org https:// nothing", None),
    ],
)
def test_the_first_link(text: str, link: str | None) -> None:
    assert words.first_link(text) == link
