"""examples/towow on one host, with images that stand for its own: events, an optional part, blue and green."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docker
import pytest

from tests.live.answers import Answers
from tests.live.built import build
from tests.live.deployed import Up
from tests.live.stand import Stand
from tests.live.towow_entered import TowowEntered
from tests.live.updated import Updated

pytestmark = pytest.mark.live

VERSIONS = {"towow": ("1.0.0", "second", "third"), "openagent": ("1.0.0",)}
IMAGES = {"towow": "towow-api", "openagent": "towow-openagent"}


@pytest.fixture(scope="class")
def _images(daemon: docker.DockerClient) -> None:
    """One source for both parts, and three versions of the API."""
    for application, versions in VERSIONS.items():
        for version in versions:
            build(daemon, application, IMAGES[application], version)


@pytest.mark.usefixtures("_images")
class TestTowow(Updated, TowowEntered, Answers, Up):
    """Deployed, asked, updated under load: the last base comes first."""

    parts = {"database", "gateway", "web", "api", "openagent"}
    answering = "/api/settings"
    transport = "max-age=31536000; includeSubDomains"
    version_path = "/api/version"
    doubled = {"min": 2, "max": 2}

    @staticmethod
    def versioned(version: str) -> Mapping[str, Any]:
        """Another tag."""
        return {"services": {"api": {"image": f"towow-api:{version}"}}}

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> Stand:
        """A stack of its own."""
        stand = Stand("towow", folder, daemon)
        stand.simulate("config", "set", "--secret", "ANTHROPIC_API_KEY", "of-a-test", confirm=False).succeeded()
        with stand.project.edit("app.yaml") as app:
            TestTowow.migrate = dict(app["database"]["migrate"])
        return stand
