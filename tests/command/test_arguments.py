"""The command line is read as Pulumi reads it."""

import pytest

from simulator.command.arguments import CommandLine


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("up --stack dev", "up"),
        ("update", "up"),
        ("pre -s dev", "preview"),
        ("--cwd examples/shop down", "destroy"),
        ("-C examples/shop dn", "destroy"),
        ("--color never up", "up"),
        ("stack init dev", "stack new"),
        ("stack --stack dev rm --yes", "stack remove"),
        ("config -s dev set key value", "config set"),
        ("config", "config"),
        ("--stack config up", "up"),
        ("", ""),
        ("--version", ""),
    ],
)
def test_command_is_found_by_any_of_its_names(line: str, command: str) -> None:
    assert CommandLine.parse(line.split()).command == command


@pytest.mark.parametrize(
    "line", ["up --stack dev", "up --stack=dev", "up -s dev", "up -sdev", "up -s=dev", "up -ys dev", "-s dev up"]
)
def test_stack_is_found_in_every_spelling(line: str) -> None:
    assert CommandLine.parse(line.split()).value("stack") == "dev"


@pytest.mark.parametrize("line", ["up --message --stack", "up -m -s", "up -- --stack dev", "up --stack"])
def test_no_stack_is_found_where_none_is(line: str) -> None:
    assert CommandLine.parse(line.split()).value("stack") is None


def test_last_of_a_repeated_flag_counts() -> None:
    assert CommandLine.parse(["up", "-s", "dev", "--stack", "prod"]).value("stack") == "prod"


def test_short_c_takes_a_value_in_up_but_none_below_stack() -> None:
    assert CommandLine.parse(["up", "-c", "stack"]).words == ("up",)
    assert CommandLine.parse(["stack", "select", "-c", "dev"]).words == ("stack", "select", "dev")


def test_nothing_is_lost_on_the_way_to_pulumi() -> None:
    line = ["-C", "here", "up", "-ysdev", "--target", "a", "--config", "key=value", "--", "x", "--y"]
    assert CommandLine.parse(line).arguments() == line


def test_flags_are_added_before_the_double_dash() -> None:
    assert CommandLine.parse(["up", "--", "x"]).arguments("--yes") == ["up", "--yes", "--", "x"]


def test_flags_are_left_out_with_their_values() -> None:
    line = CommandLine.parse(["up", "-C", "here", "--cwd=there", "-s", "dev"])
    assert line.without("cwd").arguments() == ["up", "-s", "dev"]


def test_flag_set_to_false_is_absent() -> None:
    assert not CommandLine.parse(["destroy", "--remove=false"]).has("remove")
    assert CommandLine.parse(["destroy", "--remove"]).has("remove")
