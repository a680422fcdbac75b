"""A stack's configuration is read and written without changing a letter of a value."""

from pathlib import Path

import pytest
import yaml

from simulator.command.problem import CommandError
from simulator.command.stack_file import StackFile, dump, replaced, secure_places
from tests.command.nodes import node


def read(folder: Path, text: str) -> StackFile:
    file = folder / "Pulumi.dev.yaml"
    file.write_text(text)
    return StackFile.read(file)


def test_values_survive_to_the_letter(tmp_path: Path) -> None:
    """PyYAML would read these as a truth value, a number of seconds, an octal number and a date."""
    read(tmp_path, 'config:\n  a: on\n  b: 12:30\n  c: 0755\n  d: 2026-01-01\n  e: "5"\n  f: 5\n').write(
        tmp_path / "again"
    )
    lines = (tmp_path / "again").read_text().splitlines()
    assert lines == [
        '"config":',
        '  "a": on',
        '  "b": 12:30',
        '  "c": 0755',
        '  "d": 2026-01-01',
        '  "e": "5"',
        '  "f": 5',
    ]


def test_what_stands_beside_the_configuration_is_kept_apart(tmp_path: Path) -> None:
    file = read(tmp_path, "encryptionsalt: v1:x\nconfig:\n  a:b: c\n")
    assert list(file.others) == ["encryptionsalt"]
    assert list(file.config) == ["a:b"]


@pytest.mark.parametrize("text", ["", "config:\n", "config: {}\n", "encryptionsalt: x\n"])
def test_no_configuration_is_empty(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).config == {}


def test_no_file_is_empty(tmp_path: Path) -> None:
    assert StackFile.read(tmp_path / "none.yaml") == StackFile()


@pytest.mark.parametrize("text", ["- a\n", "config: [a]\n", "a: [\n", "just words\n"])
def test_what_is_no_configuration_is_refused_with_its_path(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match=f"^{tmp_path / 'Pulumi.dev.yaml'} is not a stack's configuration: "):
        read(tmp_path, text)


NESTED = "{password: {secure: a}, list: [x, {secure: b}], plain: {secure: a, more: b}}"


def test_encrypted_places_are_found_at_any_depth() -> None:
    assert list(secure_places(node(NESTED), "key")) == ["key.password", "key.list.1"]


def test_only_encrypted_places_are_replaced() -> None:
    result = replaced(node(NESTED), "key", {"key.password": "A", "key.list.1": "B"})
    assert yaml.safe_load(dump(result)) == {
        "password": {"secure": "A"},
        "list": ["x", {"secure": "B"}],
        "plain": {"secure": "a", "more": "b"},
    }
