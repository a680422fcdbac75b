"""Steps: new versions, good and bad, while requests keep coming."""

import time
from collections.abc import Mapping
from typing import Any

from tests.live.load import Load
from tests.live.stand import Stand

RATE = 200
"""Requests a second that an update must not lose one of; a machine that is busy with it reaches them for a second."""

SETTLING = 2
"""Seconds of load before and after."""


class Updated:
    """The entry changes over only when what is new answers."""

    version_path: str
    """A path that tells the version."""
    migrate: Any = ["python", "-m", "notes.migrate"]
    """The migration that works."""
    doubled: Mapping[str, int] = {"min": 2}
    """A scale of two."""

    @staticmethod
    def versioned(version: str) -> Mapping[str, Any]:
        """What makes a new image of the service."""
        return {"services": {"api": {"build": {"arguments": {"VERSION": version}}}}}

    def test_a_new_image_under_load_loses_no_request(self, stand: Stand) -> None:
        stand.override(self.versioned("second"))
        before = stand.ask(self.version_path).json()["version"]
        with Load(stand.https_port, self.version_path, stand.trust) as load:
            time.sleep(SETTLING)
            stand.up()
            time.sleep(SETTLING)
        outcome = load.outcome
        assert outcome.failures == {}
        assert set(outcome.statuses) == {200}
        assert outcome.peak >= RATE
        versions = {f'"{before}"', '"second"'}
        assert {each for each in versions if any(each in body for body in outcome.bodies)} == versions
        assert stand.ask(self.version_path).json()["version"] == "second"

    def test_the_old_containers_are_gone(self, stand: Stand) -> None:
        assert len(stand.containers("api")) == 1
        assert len(stand.containers("api", once=True)) == 1, "the migration of the old version is still there"

    def test_a_version_that_does_not_start_takes_no_traffic(self, stand: Stand) -> None:
        """The update fails and says why; who asks meanwhile notices nothing."""
        stand.override({"services": {"api": {"command": ["sh", "-c", "echo out of order >&2; exit 3"]}}})
        with Load(stand.https_port, self.version_path, stand.trust) as load:
            failed = stand.simulate("up")
        assert failed.code != 0
        assert "out of order" in failed.text
        assert (set(load.outcome.statuses), load.outcome.failures) == ({200}, {})
        assert stand.ask(self.version_path).json()["version"] == "second"

    def test_a_migration_that_fails_keeps_the_new_version_away(self, stand: Stand) -> None:
        stand.override(
            {
                "services": {"api": {"command": None, **self.versioned("third")["services"]["api"]}},
                "database": {"migrate": ["sh", "-c", "echo column is missing >&2; exit 1"]},
            }
        )
        failed = stand.simulate("up")
        assert failed.code != 0
        assert "column is missing" in failed.text
        assert "Traceback" not in failed.text
        assert stand.ask(self.version_path).json()["version"] == "second"

    def test_the_mended_version_comes_into_service_with_two_containers(self, stand: Stand) -> None:
        """Both are asked; what the failures left behind is gone."""
        stand.override(
            {
                "services": {"api": {"scale": self.doubled}},
                "database": {"migrate": self.migrate},
            }
        )
        stand.up()
        hosts = {stand.ask(self.version_path).json()["host"] for _ in range(40)}
        assert hosts == {each.id[:12] for each in stand.containers("api")}
        assert len(hosts) == 2
        stand.simulate("up", "--expect-no-changes").succeeded()
