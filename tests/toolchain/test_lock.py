"""Two runs of one command wait for each other."""

import io
import sys
import threading
from pathlib import Path

import pytest

from toolchain.failure import SetupError
from toolchain.lock import only_one


class Told(io.StringIO):
    """A stream that tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def flush(self) -> None:
        self.told.set()


def test_second_run_says_that_it_waits_and_goes_on_after_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Told()
    monkeypatch.setattr(sys, "stderr", said)
    order: list[str] = []

    def second() -> None:
        with only_one(tmp_path / "new" / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    with only_one(tmp_path / "new" / "lock"):
        thread.start()
        assert said.told.wait(60)
        order.append("first")
    thread.join(60)
    assert order == ["first", "second"]
    assert said.getvalue() == "waiting for another run of this command to end\n"


def test_run_alone_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with only_one(tmp_path / "lock"):
            pass
    assert capsys.readouterr().err == ""


def test_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as failure, only_one(tmp_path):
        pass
    assert str(failure.value) == f"{tmp_path} cannot be written: Is a directory; does it belong to another user?"
