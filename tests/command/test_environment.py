"""The SIMULATOR_* variables: what they mean, and what is said when they mean nothing."""

from pathlib import Path

import pytest

from simulator.command.environment import REPOSITORY, Environment, read
from simulator.command.problem import CommandError


def test_defaults() -> None:
    assert read({}) == Environment(home=REPOSITORY / ".simulator", speed=200.0, report=None)


def test_empty_values_mean_the_defaults() -> None:
    assert read({"SIMULATOR_HOME": "", "SIMULATOR_SPEED": "", "SIMULATOR_REPORT": ""}) == read({})


def test_values_are_taken(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    values = {"SIMULATOR_HOME": str(tmp_path), "SIMULATOR_SPEED": "12.5", "SIMULATOR_REPORT": str(report)}
    assert read(values) == Environment(home=tmp_path, speed=12.5, report=report)


def test_relative_home_starts_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read({"SIMULATOR_HOME": "clouds"}).home == tmp_path / "clouds"


def test_max_means_no_waiting() -> None:
    assert read({"SIMULATOR_SPEED": "max"}).speed is None


@pytest.mark.parametrize("speed", ["fast", "0", "-1", "nan", "inf", "200x"])
def test_bad_speed_is_refused_with_what_is_allowed(speed: str) -> None:
    with pytest.raises(CommandError) as refusal:
        read({"SIMULATOR_SPEED": speed})
    assert str(refusal.value) == (
        f"SIMULATOR_SPEED={speed} is not a speed; allowed: a number above 0 (simulated seconds per real second), or max"
    )


def test_docker_is_simulated_unless_it_is_asked_to_be_live(tmp_path: Path) -> None:
    home = {"SIMULATOR_HOME": str(tmp_path)}
    for text in ("", "simulated"):
        assert read({**home, "SIMULATOR_DOCKER": text}) == read(home)
    assert read({**home, "SIMULATOR_DOCKER": "live"}) == Environment(
        home=tmp_path / "live", speed=200.0, report=None, live=True
    )


@pytest.mark.parametrize("text", ["Live", "real", "1"])
def test_another_way_of_running_docker_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(CommandError) as refusal:
        read({"SIMULATOR_DOCKER": text})
    assert str(refusal.value) == (
        f"SIMULATOR_DOCKER={text} is not a way to run Docker resources; allowed: simulated (nothing is really made) or "
        "live (on the machine's Docker daemon)"
    )


def test_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(CommandError, match=f"^SIMULATOR_HOME={file} is a file; it must be a folder"):
        read({"SIMULATOR_HOME": str(file)})


def test_report_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is a folder; it must be a file$"):
        read({"SIMULATOR_REPORT": str(tmp_path)})


def test_report_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"the folder {tmp_path / 'none'} does not exist$"):
        read({"SIMULATOR_REPORT": str(tmp_path / "none" / "report.json")})
