"""Pulumi for one server: the official distribution where its docker plugin is installed, else `simulate`, live."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from host.project import Project

REPOSITORY = Path(__file__).resolve().parents[1]
PLUGIN = "pulumi-resource-docker"
PLUGIN_FOLDERS = "resource-docker-v*"
"""What the plugin is called on PATH, and where Pulumi keeps what it has installed itself."""


class Engine:
    """Runs Pulumi commands on the project's stack, with state and passphrase in the server's folder."""

    def __init__(self, project: Project) -> None:
        """Make the server's folder and, once, the passphrase that encrypts the stack's secrets."""
        self.project = project
        project.directory.mkdir(parents=True, exist_ok=True)
        passphrase = project.directory / ".passphrase"
        if not passphrase.exists():
            passphrase.touch(mode=0o600)
            passphrase.write_text(secrets.token_urlsafe(32), "utf-8")
        state = project.directory / "state"
        state.mkdir(mode=0o700, exist_ok=True)
        self._variables = {
            **os.environ,
            "PULUMI_CONFIG_PASSPHRASE_FILE": str(passphrase),
            "PULUMI_BACKEND_URL": f"file://{state}",
            "SIMULATOR_DOCKER": "live",
            "SIMULATOR_HOME": str(state),
        }

    def up(self, setting: tuple[str, str] | None = None) -> None:
        """Bring the containers to what the files say, and before that write one more setting into the stack's file."""
        policies: list[str] = []
        changed = ["--config-path", "--config", "=".join(setting)] if setting else []
        if not self._simulated:
            self._run("stack", "select", "--create", self.project.stack)
            policies = ["--policy-pack", str(REPOSITORY / "policies")]
        self._run("up", "--yes", "--skip-preview", "--stack", self.project.stack, *changed, *policies)

    def set_secret(self, name: str, value: str) -> None:
        """Keep an operator's secret encrypted in the stack's configuration; it stands in no list of processes."""
        self._run("config", "set", "--secret", name, "--stack", self.project.stack, text=value)

    @property
    def _simulated(self) -> bool:
        """Whether `simulate` does the work: it judges by the policies of its own accord."""
        home = Path(os.environ.get("PULUMI_HOME") or Path.home() / ".pulumi")
        plugin = shutil.which(PLUGIN) or any((home / "plugins").glob(PLUGIN_FOLDERS))
        return shutil.which("pulumi") is None or not plugin

    def _run(self, *arguments: str, text: str | None = None) -> None:
        program = str(REPOSITORY / ".venv" / "bin" / "simulate") if self._simulated else "pulumi"
        subprocess.run(
            [program, "--cwd", str(self.project.folder), *arguments],
            env=self._variables,
            input=text,
            text=True,
            check=True,
        )
