"""A Pulumi that is already on this machine."""

import os
import shutil
import subprocess
from pathlib import Path

from toolchain.pin import as_numbers

LANGUAGE_HOST = "pulumi-language-python"

SECONDS = 20
"""More than a cold start of the command line interface takes on a busy machine; a broken one may hang for ever."""


def version_of(executable: Path) -> str | None:
    """What `pulumi version` says, or None when it cannot be run."""
    environment = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        answer = subprocess.run(
            [executable, "version"], capture_output=True, text=True, env=environment, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def on_path(wanted: str, path: str) -> Path | None:
    """The `pulumi` on PATH, if it is new enough and has its language host for Python; else None."""
    found = shutil.which("pulumi", path=path)
    if found is None:
        return None
    executable = Path(found).resolve()
    beside = os.access(executable.with_name(LANGUAGE_HOST), os.X_OK)
    if not beside and shutil.which(LANGUAGE_HOST, path=path) is None:
        return None
    is_new_enough = as_numbers(version_of(executable) or "") >= as_numbers(wanted)
    return executable if is_new_enough else None
