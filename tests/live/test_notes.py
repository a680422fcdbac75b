"""The application of this repository, really running."""

from pathlib import Path

import docker
import pytest

from tests.live.answers import Answers
from tests.live.deployed import Deployed, Up
from tests.live.kept import Kept
from tests.live.page import Page
from tests.live.restarted import Restarted
from tests.live.restored import Restored
from tests.live.separated import Separated
from tests.live.stand import Stand
from tests.live.updated import Updated
from tests.live.used import Used

pytestmark = pytest.mark.live


class TestNotes(Kept, Restarted, Restored, Updated, Page, Used, Separated, Answers, Deployed, Up):
    """Deployed, asked, used, looked at, updated, backed up, killed, destroyed: the last base comes first."""

    parts = {"database", "cache", "files", "gateway", "web", "api", "tasks", "cleanup"}
    on = {
        "database": {"backend"},
        "cache": {"backend"},
        "files": {"backend", "storage"},
        "api": {"backend", "frontend"},
        "tasks": {"backend", "frontend"},
        "cleanup": {"backend", "frontend"},
        "web": {"frontend"},
        "gateway": {"public", "frontend", "storage"},
    }
    answering = "/api/notes"
    version_path = "/api/version"
    table = "notes"

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> Stand:
        """A stack of its own."""
        return Stand("notes", folder, daemon)
