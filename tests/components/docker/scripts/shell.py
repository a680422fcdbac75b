"""A shell script in a temporary folder, with stand-ins for the programs that it calls."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from components.clouds.docker import scripts

KEY = "a long key"
GPG = """
for word; do
    case "$previous$word" in --passphrase-file*) [ "$previous" ] && key=$(cat "$word") ;; esac
    case "$word" in --passphrase-file) previous=$word ;; *) previous= ;; esac
    last=$word
done
case "$*" in
*--symmetric*) printf 'sealed with %s\n' "$key"; cat ;;
*) [ "$(sed 1q "$last")" = "sealed with $key" ] || { echo "gpg: decryption failed" >&2; exit 2; }; sed 1d "$last" ;;
esac
"""
"""A seal that everybody can see; only who has the same key breaks it."""


class Shell:
    """A folder with programs: those of the system, and stand-ins."""

    def __init__(self, folder: Path, *system: str) -> None:
        """Link the system's programs of these names."""
        self.folder = folder
        self.programs = folder / "programs"
        self.programs.mkdir()
        for name in system:
            found = shutil.which(name)
            assert found, f"{name} is needed to try the scripts"
            (self.programs / name).symlink_to(found)

    def stand_in(self, name: str, text: str) -> None:
        """A program of this name, in the words of the shell; FOLDER is where it may keep things."""
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\nFOLDER='{self.folder}'\n{text}\n", encoding="utf-8")
        program.chmod(0o755)

    def recording(self, name: str, then: str = "") -> None:
        """A program that only notes what it is asked, and then does something."""
        self.stand_in(name, f'printf \'%s\\n\' "{name} $*" >>"$FOLDER/calls"\n{then}')

    def calls(self) -> list[str]:
        """What was asked of those that note it, in order."""
        noted = self.folder / "calls"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []

    def script(self, name: str) -> Path:
        """One of the scripts, with this folder in the place of those of a container."""
        text = scripts.text(name).replace("/tmp/", f"{self.folder}/").replace("/etc/groundwork", str(self.folder))
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """Nothing of the machine's but the stand-ins."""
        return {"PATH": str(self.programs), **variables}

    def run(
        self, name: str, *arguments: str, interpreter: str = "sh", **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a script to its end."""
        return subprocess.run(
            [f"/bin/{interpreter}", str(self.script(name)), *arguments],
            env=self.environment(variables), cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start(self, name: str, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        """Start a script that goes on until it is stopped."""
        return subprocess.Popen(
            ["/bin/sh", str(self.script(name)), *arguments],
            env=self.environment(variables), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip


def alive(process: int) -> bool:
    """Whether a process is there and has not ended."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text(encoding="utf-8")
