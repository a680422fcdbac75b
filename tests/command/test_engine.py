"""The environment in which the engine runs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from simulator.command import child, engine
from simulator.command.engine import Engine
from simulator.command.home import Home
from simulator.command.problem import CommandError


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Mapping[str, str]]]:
    """The commands that would have been run, and their environments."""
    commands: list[tuple[list[str], Mapping[str, str]]] = []

    def run(arguments: list[str], environment: Mapping[str, str]) -> int:
        commands.append((arguments, environment))
        return 5

    monkeypatch.setattr(child, "run", run)
    monkeypatch.setattr(engine, "find", lambda: "/bin/pulumi")
    return commands


def test_everything_that_is_kept_is_kept_in_the_home(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]]
) -> None:
    assert Engine(Home(tmp_path), {"PATH": "/bin"}).run(["up"], "aws:1,random:2") == 5
    assert ran == [
        (
            ["/bin/pulumi", "up"],
            {
                "PATH": "/bin",
                "PULUMI_BACKEND_URL": f"file://{tmp_path}/state",
                "PULUMI_HOME": f"{tmp_path}/pulumi",
                "PULUMI_CONFIG_PASSPHRASE": "simulated",
                "PULUMI_DEBUG_PROVIDERS": "aws:1,random:2",
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
                "PULUMI_ERROR_OUTPUT_STRING": "true",
                "PULUMI_PARALLEL": "64",
                "PULUMI_SKIP_CHECKPOINTS": "true",
                "PULUMI_SKIP_UPDATE_CHECK": "true",
            },
        )
    ]


def test_what_is_set_for_real_stacks_does_not_reach_a_simulated_one(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]]
) -> None:
    real = {"PULUMI_ACCESS_TOKEN": "t", "PULUMI_CONFIG_PASSPHRASE_FILE": "f", "PULUMI_BACKEND_URL": "s3://state"}
    Engine(Home(tmp_path), real).run(["stack", "ls"])
    environment = ran[0][1]
    assert environment.keys().isdisjoint({"PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE_FILE"})
    assert environment["PULUMI_BACKEND_URL"].startswith("file://")
    assert "PULUMI_DEBUG_PROVIDERS" not in environment


def test_a_person_may_ask_for_checkpoints_and_fewer_places(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]]
) -> None:
    asked = {"PULUMI_PARALLEL": "1", "PULUMI_SKIP_CHECKPOINTS": "false"}
    Engine(Home(tmp_path), asked).run(["up"])
    assert {key: ran[0][1][key] for key in asked} == asked


def live_environment(home: Path, ran: list[tuple[list[str], Mapping[str, str]]], **variables: str) -> Mapping[str, str]:
    Engine(Home(home), variables, live=True).run(["up"])
    return ran[-1][1]


def test_a_live_run_writes_its_state_down_step_by_step(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]]
) -> None:
    assert "PULUMI_SKIP_CHECKPOINTS" not in live_environment(tmp_path, ran)
    asked = live_environment(tmp_path, ran, PULUMI_SKIP_CHECKPOINTS="true")
    assert asked["PULUMI_SKIP_CHECKPOINTS"] == "true"


def test_a_live_run_encrypts_with_the_passphrase_that_a_person_has_set(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]]
) -> None:
    def passphrases(**variables: str) -> dict[str, str]:
        found = live_environment(tmp_path, ran, **variables)
        return {name.removeprefix("PULUMI_CONFIG_"): text for name, text in found.items() if "PASSPHRASE" in name}

    assert passphrases() == {"PASSPHRASE": "simulated"}
    assert passphrases(PULUMI_CONFIG_PASSPHRASE="mine") == {"PASSPHRASE": "mine"}
    assert passphrases(PULUMI_CONFIG_PASSPHRASE_FILE="/f") == {"PASSPHRASE_FILE": "/f"}


def test_own_pulumi_uses_the_language_host_beside_it(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "find", lambda: str(engine.TOOLS / "bin" / "pulumi"))
    Engine(Home(tmp_path), {}).run(["up"])
    assert ran[0][1]["PULUMI_IGNORE_AMBIENT_PLUGINS"] == "true"


def test_pulumi_on_path_is_found_when_none_is_installed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "TOOLS", tmp_path / "tools")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError) as refusal:
        engine.find()
    assert str(refusal.value) == (
        f"no `pulumi` in {tmp_path}/tools/bin and none on PATH; `make setup` in {engine.REPOSITORY} installs it"
    )
    (tmp_path / "pulumi").touch(mode=0o755)
    assert engine.find() == str(tmp_path / "pulumi")
    installed = tmp_path / "tools" / "bin" / "pulumi"
    installed.parent.mkdir(parents=True)
    installed.touch(mode=0o755)
    assert engine.find() == str(installed)


@pytest.mark.parametrize("live", [False, True])
def test_log_is_kept_of_real_resources_only(
    tmp_path: Path, ran: list[tuple[list[str], Mapping[str, str]]], *, live: bool
) -> None:
    Engine(Home(tmp_path), {}, live=live).run(["preview"])
    assert (tmp_path / "pulumi" / "logs").exists() != live
