"""What the simulator adds to a stack's configuration, and what it takes over from a command."""

from pathlib import Path
from typing import Any

import yaml

from simulator.command.overlay import Overlay
from simulator.command.stack_file import StackFile, dump, mapping
from tests.command.nodes import node


def stack_file(config: dict[str, Any], **others: str) -> StackFile:
    nodes = {key: node(yaml.safe_dump(value)) for key, value in config.items()}
    return StackFile(nodes, {key: node(value) for key, value in others.items()})


def values(file: StackFile) -> dict[str, Any]:
    return yaml.safe_load(dump(mapping(file.config)))


def changed(tracked: StackFile, overlay: Overlay, after: dict[str, Any]) -> bool:
    """Let a command leave `after` where it found the effective configuration."""
    return overlay.absorb(tracked, overlay.over(tracked, []), stack_file(after))


def test_without_changes_the_tracked_values_count() -> None:
    assert values(Overlay().over(stack_file({"a:x": {"y": [1]}}), [])) == {"a:x": {"y": [1]}}


def test_keys_set_and_removed_by_a_command_count_from_then_on() -> None:
    tracked, overlay = stack_file({"a:kept": 1, "a:changed": 1, "a:gone": 1}), Overlay()
    assert changed(tracked, overlay, {"a:kept": 1, "a:changed": 2, "a:new": 3})
    assert values(overlay.over(tracked, [])) == {"a:kept": 1, "a:changed": 2, "a:new": 3}
    assert sorted(overlay.config) == ["a:changed", "a:new"]
    assert overlay.removed == ["a:gone"]


def test_later_changes_of_the_tracked_file_still_count() -> None:
    overlay = Overlay()
    changed(stack_file({"a:x": 1, "a:y": 1}), overlay, {"a:x": 1, "a:y": 2})
    assert values(overlay.over(stack_file({"a:x": 5, "a:y": 5}), [])) == {"a:x": 5, "a:y": 2}


def test_key_that_was_removed_can_be_set_again() -> None:
    tracked, overlay = stack_file({"a:x": 1}), Overlay()
    changed(tracked, overlay, {})
    changed(tracked, overlay, {"a:x": 2})
    assert values(overlay.over(tracked, [])) == {"a:x": 2}
    assert overlay.removed == []


def test_key_that_only_the_simulator_knew_is_forgotten_when_removed() -> None:
    tracked, overlay = stack_file({}), Overlay()
    changed(tracked, overlay, {"a:x": 1})
    changed(tracked, overlay, {})
    assert overlay == Overlay()


def test_command_that_changes_nothing_is_told_apart() -> None:
    tracked, overlay = stack_file({"a:x": {"b": 1, "c": 2}}), Overlay()
    assert not changed(tracked, overlay, {"a:x": {"b": 1, "c": 2}})


def test_salt_of_the_real_stack_is_left_out_and_the_simulated_one_put_in() -> None:
    overlay = Overlay()
    overlay.absorb(StackFile(), StackFile(), stack_file({}, encryptionsalt="simulated"))
    effective = overlay.over(stack_file({}, encryptionsalt="real", secretsprovider="awskms://key", other="kept"), [])
    assert {key: node.value for key, node in effective.others.items()} == {
        "other": "kept",
        "encryptionsalt": "simulated",
    }


def test_dummies_stand_in_for_encrypted_and_for_missing_values_only() -> None:
    tracked = stack_file({"a:set": {"secure": "x"}, "a:plain": "p", "a:deep": {"k": {"secure": "y"}}})
    overlay = Overlay(dummies={"a:set": "1", "a:deep.k": "2", "a:missing": "3"})
    required = ["a:set", "a:plain", "a:missing"]
    assert overlay.dummy_places(tracked, required) == ["a:set", "a:deep.k", "a:missing"]
    assert values(overlay.over(tracked, required)) == {
        "a:set": {"secure": "1"},
        "a:plain": "p",
        "a:deep": {"k": {"secure": "2"}},
        "a:missing": {"secure": "3"},
    }


def test_value_set_in_the_simulator_needs_no_dummy() -> None:
    tracked, overlay = stack_file({"a:token": {"secure": "real"}}), Overlay(dummies={"a:token": "dummy"})
    changed(tracked, overlay, {"a:token": {"secure": "mine"}})
    assert overlay.dummy_places(tracked, ["a:token"]) == []
    assert values(overlay.over(tracked, ["a:token"])) == {"a:token": {"secure": "mine"}}


def test_overlay_survives_on_disk(tmp_path: Path) -> None:
    tracked, overlay = stack_file({"a:x": 1, "a:gone": 1}), Overlay(dummies={"a:d.k": "v1:c"})
    overlay.absorb(tracked, overlay.over(tracked, []), stack_file({"a:x": "on"}, encryptionsalt="v1:s"))
    overlay.write(tmp_path / "folder" / "dev.yaml")
    read = Overlay.read(tmp_path / "folder" / "dev.yaml")
    assert (read.removed, read.dummies) == (["a:gone"], {"a:d.k": "v1:c"})
    assert values(read.over(tracked, [])) == {"a:x": "on"}
    assert read.encryption["encryptionsalt"].value == "v1:s"
