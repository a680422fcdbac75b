"""Executables that stand in for a cloud's command line: they note what they are asked and answer what a test says."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("stand_in.py")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a call that has all these words gets; of several that fit, the first one said."""

    words: tuple[str, ...]
    outputs: Sequence[Any] = ("",)
    """JSON or plain text, one call after the other; the last one stays. As for `aws`, `--query` is applied to it."""
    code: int = 0


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a shell command came to."""

    code: int
    output: str
    calls: tuple[tuple[str, ...], ...]
    """Every call of a stand-in, in order, its name first."""

    def of(self, *words: str) -> list[tuple[str, ...]]:
        """Calls that begin so."""
        return [call for call in self.calls if call[: len(words)] == words]


def run(command: str, folder: Path, answers: Sequence[Answer], **variables: str) -> Done:
    """Run a command of the stack's outputs in a shell whose `aws`, `aliyun`, `curl`, `docker` and `sleep` are ours."""
    (folder / "answers.json").write_text(json.dumps([vars(answer) for answer in answers]))
    calls = folder / "calls"
    calls.write_text("")
    for name in ("aws", "aliyun", "curl", "docker", "sleep"):
        stand_in = folder / name
        stand_in.write_text(f"#!{sys.executable}\n{PROGRAM.read_text()}")
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={"PATH": f"{folder}:{os.environ['PATH']}", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    noted = tuple(tuple(json.loads(line)) for line in calls.read_text().splitlines())
    return Done(code=done.returncode, output=done.stdout, calls=noted)


def option(call: Sequence[str], name: str) -> str:
    """What a call says behind an option."""
    return call[call.index(name) + 1]
