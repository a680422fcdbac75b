"""Programs that stand in for `pulumi`, `gh` and `docker`: they note what they are asked and answer as told."""

import os
from pathlib import Path

import pytest

from tests.toolchain.fakes import script


class Answering:
    """One such program, first on PATH; every call becomes a line of `calls`, standard input in `inputs`."""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._name, self._folder = name, folder / f"{name}-answers"
        self._log = self._folder / "calls"
        self._cases: list[str] = []
        self._folder.mkdir()
        self._bin = folder / "bin"
        monkeypatch.setenv("PATH", f"{self._bin}:{os.environ['PATH']}")
        self._write()

    def answers(self, pattern: str, text: str = "", *, code: int = 0, error: str = "") -> None:
        """To a call in which `pattern` stands it prints `text` and ends with `code`; otherwise nothing and 0."""
        file = self._folder / f"answer-{len(self._cases)}"
        file.write_text(text)
        file.with_suffix(".error").write_text(error)
        self._cases.append(f'*"{pattern}"*) cat {file}; cat {file}.error >&2; exit {code};;')
        self._write()

    @property
    def calls(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    @property
    def inputs(self) -> str:
        """All that it was given on standard input."""
        file = self._folder / "inputs"
        return file.read_text() if file.exists() else ""

    def _write(self) -> None:
        note = f'echo "$*" >>{self._log}'
        read = f'case "$*" in *" -"*) case " $* " in *" - "*) cat >>{self._folder}/inputs;; esac;; esac'
        script(self._bin / self._name, note, read, 'case "$*" in', *self._cases, "esac")
