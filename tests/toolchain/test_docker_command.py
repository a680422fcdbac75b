"""`python -m toolchain.docker`: the engine, then the images, or one sentence and exit code 1."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.toolchain.fake_daemon import FakeDaemon, served
from toolchain.docker import __main__ as command
from toolchain.docker import engine, recipe
from toolchain.machine import WHERE_POSSIBLE, Machine


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[FakeDaemon, None, None]:
    monkeypatch.setattr(command, "TOOLS", tmp_path / ".tools")
    with served(tmp_path) as daemon:
        monkeypatch.setattr(engine, "connect", lambda: daemon.client)
        yield daemon


def test_engine_and_images_are_told_in_a_line_each(fake: FakeDaemon, capsys: pytest.CaptureFixture[str]) -> None:
    for name in recipe.read():
        fake.add(name)
    assert command.main([]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"docker: the engine 1.2.3 answers\ndocker: all {len(recipe.read())} images are here\n"
    assert fake.calls == []


def test_what_cannot_be_had_is_one_sentence(fake: FakeDaemon, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "docker: postgres:15-bookworm is not to be had from its registry: manifest for postgres:15-bookworm not found"
    )


def test_interrupt_is_no_traceback(fake: FakeDaemon, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "connect", interrupted)
    assert command.main([]) == 130


@pytest.mark.parametrize("root", [True, False])
def test_where_packages_cannot_be_installed_nothing_is_tried_if_asked_so(
    fake: FakeDaemon, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root: bool
) -> None:
    """As root on Debian the same call goes on, and tells that there is no registry; nobody has to have an engine."""
    machine = Machine(distributions=("debian",), is_root=root)
    monkeypatch.setattr(command.Machine, "this", lambda: machine)
    assert command.main([WHERE_POSSIBLE]) == 0
    assert bool(capsys.readouterr().err) is root
