"""Values of a preview that nobody knows yet, or may read."""

from typing import Any

import pytest

from groundwork.promises.told import OF_SECRET, SIGNATURE, HiddenError, told
from groundwork.resources import UNKNOWN

HIDDEN: dict[str, Any] = {
    "not known yet": UNKNOWN,
    "a secret": {SIGNATURE: OF_SECRET, "ciphertext": "v1:abc"},
}


@pytest.mark.parametrize("why", HIDDEN)
def test_what_is_hidden_is_there_and_not_read(why: str) -> None:
    inputs = told({"outer": {"key": HIDDEN[why]}})
    assert "key" in inputs["outer"]
    for read in (lambda: inputs["outer"]["key"], lambda: inputs["outer"].get("key"), lambda: inputs["outer"] == {}):
        with pytest.raises(HiddenError, match=why):
            read()


def test_a_secret_is_hidden_as_a_preview_prints_it() -> None:
    with pytest.raises(HiddenError, match="a secret"):
        told({"password": "[secret]"})["password"]


def test_a_text_around_a_value_that_is_not_known_is_not_known() -> None:
    with pytest.raises(HiddenError, match="not known yet"):
        told({"name": f"prefix-{UNKNOWN}"})["name"]


def test_a_list_gives_what_is_known_before_it_refuses() -> None:
    texts = told([UNKNOWN, "A=1", "B=2"])
    assert next(text for text in texts if text.startswith("B=")) == "B=2"
    assert "A=1" in texts
    for read in (lambda: "C=3" in texts, lambda: texts == ["A=1"], lambda: list(texts), lambda: texts[0]):
        with pytest.raises(HiddenError):
            read()


def test_what_is_known_equals_what_it_was() -> None:
    plain = {"a": [1, {"b": None}], "c": {"d": "e"}}
    assert told(plain) == plain
    assert plain["a"] == told(plain)["a"]
    assert told(plain) != {"a": []}
    assert told(plain).get("z", "other") == "other"
