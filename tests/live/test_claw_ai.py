"""examples/claw-ai in its single-server shape, installed and looked after by `./server`."""

from pathlib import Path

import docker
import pytest

from tests.live.answers import Answers
from tests.live.built import build
from tests.live.claw_ai_entered import Entered
from tests.live.claw_ai_installed import Installed
from tests.live.claw_ai_looked_after import LookedAfter
from tests.live.claw_ai_stand import IMAGE, ClawStand
from tests.live.deployed import Deployed
from tests.live.restored import Restored

pytestmark = pytest.mark.live


@pytest.fixture(scope="class")
def _image(daemon: docker.DockerClient) -> None:
    """Two versions of a backend that stands for claw-ai's own."""
    for version in ("1.0.0", "1.1.0"):
        build(daemon, "claw_ai", IMAGE, version)


@pytest.mark.usefixtures("_image")
class TestClawAi(LookedAfter, Restored, Entered, Answers, Deployed, Installed):
    """Refused, installed, asked, looked after."""

    parts = {"database", "cache", "gateway", "backend"}
    on = {
        "database": {"backend"},
        "cache": {"backend"},
        "backend": {"backend", "frontend"},
        "gateway": {"public", "frontend"},
    }
    answering = "/secrets"
    table = "visits"

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> ClawStand:
        """A server of its own."""
        return ClawStand(folder, daemon)
