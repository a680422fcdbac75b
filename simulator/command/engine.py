"""The real Pulumi engine: where it is and in which environment it runs."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from simulator.command import child
from simulator.command.environment import REPOSITORY
from simulator.command.home import Home
from simulator.command.problem import CommandError

FIXED = {
    "PULUMI_CONFIG_PASSPHRASE": "simulated",
    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    "PULUMI_ERROR_OUTPUT_STRING": "true",
    "PULUMI_SKIP_UPDATE_CHECK": "true",
}
"""Never download a provider or look for updates; refuse a program that formats an unknown value into a string.

The passphrase encrypts the secrets of simulated stacks: dummies, so that it need not be kept from anybody.
"""

PASSPHRASES = ("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE")
"""Either holds what encrypts a stack's secrets. What a person has set counts for a stack that is real."""

SIMULATED_ONLY = ("PULUMI_SKIP_CHECKPOINTS",)
"""Defaults that are none for real resources: a run that is killed must not lose what it has made."""

DEFAULTS = {"PULUMI_PARALLEL": "64", "PULUMI_SKIP_CHECKPOINTS": "true"}
"""What a person may set otherwise. See docs/decisions/0041-one-checkpoint-a-run.md.

A resource waits for what it needs and not for one of the few places that Pulumi would open on a machine of few cores
(four a core); the state is written once, when the run ends, and not twice a resource.
"""

DROPPED = (
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_DEBUG_LANGUAGES",
    "PULUMI_DIY_BACKEND_GZIP",
    "PULUMI_DIY_BACKEND_ZSTD",
)
"""What a person has set for real stacks and would mislead a simulated one."""

TOOLS = REPOSITORY / ".tools"
"""What `make setup` has installed. Its Pulumi uses the language host beside it, whatever else PATH may offer."""


class Engine:
    """Runs `pulumi` with everything it keeps in one home."""

    def __init__(self, home: Home, variables: Mapping[str, str], *, live: bool = False) -> None:
        """With `live` the environment suits stacks whose resources are real."""
        self._executable = find()
        home.log(wanted=live)
        own = {key: variables[key] for key in PASSPHRASES if live and key in variables}
        fixed = {key: value for key, value in FIXED.items() if not own or key not in PASSPHRASES}
        self._variables = {
            **{key: value for key, value in DEFAULTS.items() if not live or key not in SIMULATED_ONLY},
            **{key: value for key, value in variables.items() if key not in DROPPED},
            **fixed,
            **own,
            "PULUMI_BACKEND_URL": f"file://{home.state}",
            "PULUMI_HOME": str(home.pulumi),
            **({"PULUMI_IGNORE_AMBIENT_PLUGINS": "true"} if Path(self._executable).is_relative_to(TOOLS) else {}),
        }

    def run(self, arguments: list[str], debug_providers: str | None = None) -> int:
        """Run a command in the foreground and return its exit code.

        `debug_providers` tells the engine which providers already run, as `name:port,name:port`.
        """
        attached = {"PULUMI_DEBUG_PROVIDERS": debug_providers} if debug_providers else {}
        return child.run([self._executable, *arguments], {**self._variables, **attached})

    def ask(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end without a word to the person, and return what it said."""
        return subprocess.run(
            [self._executable, "--non-interactive", "--color", "never", *arguments],
            env=self._variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, arguments: list[str]) -> None:
        """Run a command that must succeed. Raises CommandError with Pulumi's own words when it does not."""
        answer = self.ask(arguments)
        if answer.returncode != 0:
            raise CommandError(f"`pulumi {' '.join(arguments[:2])}` failed: {answer.stderr.strip()}")


def find() -> str:
    """The `pulumi` that `make setup` has put into `.tools/bin`, else the one on PATH. Raises CommandError for none."""
    own = TOOLS / "bin" / "pulumi"
    if os.access(own, os.X_OK):
        return str(own)
    if found := shutil.which("pulumi"):
        return str(Path(found).absolute())
    raise CommandError(f"no `pulumi` in {own.parent} and none on PATH; `make setup` in {REPOSITORY} installs it")
