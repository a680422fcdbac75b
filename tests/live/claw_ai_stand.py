"""claw-ai on a server of its own, looked after by `./server`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docker

from tests.engine.harness import PROJECTS, REPOSITORY
from tests.live.stand import Stand

IMAGE = "ghcr.io/claw-ai/backend"
KEYS = {"ZHIPUAI_API_KEY": "zhipu-key-of-a-test", "PINECONE_API_KEY": "pinecone-key-of-a-test"}


class ClawStand(Stand):
    """A server of its own: its folder is a temporary one instead of /opt/claw-ai."""

    def __init__(self, folder: Path, daemon: docker.DockerClient) -> None:
        super().__init__("claw-ai", folder, daemon)
        self.directory = folder / "opt"
        shutil.copy(PROJECTS["claw-ai"] / ".env.prod.example", self.project.folder)
        with self.edit() as stack:
            stack["config"]["groundwork:docker"] |= {
                "directory": str(self.directory),
                "log_folders": {"backend": "/app/logs"},
                "monitoring": False,  # tests/live/test_watched.py has a stack of its own for it
            }
        self.project.variables = {
            "SIMULATOR_DOCKER": "live",
            "SIMULATOR_HOME": str(self.directory / "state"),
            "PULUMI_CONFIG_PASSPHRASE_FILE": str(self.directory / ".passphrase"),
        }

    def server(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `./server` on the project."""
        return subprocess.run(
            [sys.executable, "-m", "host", "-C", str(self.project.folder), *arguments],
            cwd=REPOSITORY,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def enter_keys(self) -> None:
        """Write the operator's own keys into the settings."""
        settings = self.directory / ".env"
        lines = [line for line in settings.read_text().splitlines() if line.partition("=")[0] not in KEYS]
        settings.write_text("\n".join([*lines, *(f"{name}={value}" for name, value in KEYS.items())]) + "\n")
