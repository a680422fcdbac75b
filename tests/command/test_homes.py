"""Two homes share nothing; in one home, one run at a time changes things."""

import json
from pathlib import Path

import pytest

from simulator.command import checkpoint
from tests.command.toy import FOREVER, GATEWAY, SECONDS, Toy, succeeded

pytestmark = pytest.mark.engine


def exported(toy: Toy) -> list[str]:
    """The URNs of stack dev, as the engine exports them."""
    deployment = json.loads(toy.simulate("stack", "export", "--stack", "dev").stdout)["deployment"]
    return sorted(resource["urn"] for resource in deployment.get("resources", []))


def test_record_that_is_read_directly_is_what_the_engine_exports(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    succeeded(toy.simulate("up", "--stack", "dev", "--yes", "--skip-preview"))
    recorded = checkpoint.read(checkpoint.path(toy.home / "state", "toy", "dev"))
    assert sorted(recorded) == exported(toy)
    password = "urn:pulumi:dev::toy::random:index/randomPassword:RandomPassword::password"
    provider = next(urn for urn in recorded if "pulumi:providers:random" in urn)
    assert recorded[password].needs == {provider, "urn:pulumi:dev::toy::pulumi:pulumi:Stack::toy-dev"}


def test_runs_in_two_homes_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    homes = [tmp_path / "one home", tmp_path / "other"]
    runs = [toy.start("up", "--stack", "dev", "--yes", SIMULATOR_HOME=str(home)) for home in homes]
    for run, home in zip(runs, homes, strict=True):
        text, _ = run.communicate(timeout=SECONDS)
        assert run.returncode == 0, text
        assert "waiting" not in text
        assert len(checkpoint.read(checkpoint.path(home / "state", "toy", "dev"))) == 3


def test_second_run_in_the_same_home_waits_and_says_so(tmp_path: Path) -> None:
    toy = Toy(tmp_path, GATEWAY, dev="config: {aws:region: eu-central-1}\n")
    with toy.start("up", "--stack", "dev", "--yes", "--skip-preview", SIMULATOR_SPEED=FOREVER) as first:
        try:
            assert any("gateway creating" in line for line in first.stdout or ())
            with toy.start("up", "--stack", "dev", "--yes", "--skip-preview") as second:
                assert second.stdout is not None
                assert second.stdout.readline() == (
                    "simulate: another run is at work in this SIMULATOR_HOME; waiting for it to end\n"
                )
                first.terminate()
                text, _ = second.communicate(timeout=SECONDS)
                assert second.returncode == 0, text
        finally:
            first.kill()
