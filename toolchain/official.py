"""Pulumi's own installer, where it can be reached."""

import subprocess
import tempfile
import urllib.request
from pathlib import Path

from toolchain.pin import as_numbers
from toolchain.present import version_of

INSTALLER = "https://get.pulumi.com/install.sh"

SECONDS_TO_ANSWER = 5
"""A machine that may reach the installer gets an answer well within this; one that may not should not wait."""

SECONDS_TO_INSTALL = 300
"""The archive has some 250 MB."""


def install(wanted: str, root: Path, installer: str = INSTALLER) -> bool:
    """Install a version into `root/bin`. Returns whether it is there now; False when the installer is out of reach."""
    try:
        with urllib.request.urlopen(installer, timeout=SECONDS_TO_ANSWER) as answer:
            script = answer.read()
    except OSError:
        return False
    with tempfile.NamedTemporaryFile(suffix=".sh") as file:
        file.write(script)
        file.flush()
        # The flags that Pulumi's own Automation API gives it.
        command = ["sh", file.name, "--no-edit-path", "--install-root", str(root), "--version", wanted]
        try:
            subprocess.run(command, timeout=SECONDS_TO_INSTALL, check=True)
        except subprocess.SubprocessError:
            return False
    return as_numbers(version_of(root / "bin" / "pulumi") or "") == as_numbers(wanted)
