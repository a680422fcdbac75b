"""Random values."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.random_values import random_values
from tests.simulator.world import World

PASSWORD = "random:index/randomPassword:RandomPassword"
STRING = "random:index/randomString:RandomString"
ID = "random:index/randomId:RandomId"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "home", random_values())
    yield made
    made.cloud.close()


def text(world: World, **inputs: Any) -> str:
    return str(world.make(PASSWORD, "p", **inputs).properties["result"])


def test_a_password_has_its_length_and_differs(world: World) -> None:
    assert len(text(world, length=40)) == 40
    assert text(world, length=40) != text(world, length=40)


def test_a_password_has_only_the_classes_asked_for(world: World) -> None:
    assert text(world, length=200, special=False).isalnum()
    assert set(text(world, length=200, lower=False, upper=False, numeric=False, overrideSpecial="!#")) == {"!", "#"}


def test_a_password_has_the_minimum_of_each_class(world: World) -> None:
    made = text(world, length=12, minUpper=3, minLower=3, minNumeric=3, minSpecial=3, overrideSpecial="#")
    assert [sum(map(test, made)) for test in (str.isupper, str.islower, str.isdigit)] == [3, 3, 3]
    assert made.count("#") == 3


def test_a_length_holds_the_minimums(world: World) -> None:
    assert world.problems(PASSWORD, length=4, minUpper=3, minLower=2) == [
        "length: must be at least 5, the sum of minUpper, minLower, minNumeric and minSpecial; got 4"
    ]


def test_no_class_at_all_is_refused(world: World) -> None:
    words = world.refused(PASSWORD, length=8, lower=False, upper=False, numeric=False, special=False)
    assert words == "the character set is empty: at least one of lower, upper, numeric and special must be true"


def test_a_password_has_no_telling_id_and_a_string_is_its_own(world: World) -> None:
    assert world.make(PASSWORD, "p", length=8).id == "none"
    made = world.make(STRING, "s", length=8)
    assert made.id == made.properties["result"]


def test_an_id_is_told_in_several_notations(world: World) -> None:
    made = world.make(ID, "i", byteLength=4, prefix="a-").properties
    assert made["hex"].startswith("a-")
    assert len(made["hex"]) == 2 + 8
    assert made["dec"] == f"a-{int(made['hex'].removeprefix('a-'), 16)}"


def test_nothing_of_it_is_in_a_cloud(world: World) -> None:
    made = world.make(PASSWORD, "p", length=8)
    assert world.cloud.resources() == []
    found = world.read(made, {"length": 8})
    assert found is not None
    assert found.properties == made.properties


def test_every_change_replaces(world: World) -> None:
    made = world.make(PASSWORD, "p", length=8)
    changes = world.differences(PASSWORD, dict(made.properties), length=9, keepers={"a": "b"})
    assert {each.path: each.replaces for each in changes} == {("keepers",): True, ("length",): True}
    assert world.differences(PASSWORD, dict(made.properties), length=8) == []
