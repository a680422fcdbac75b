"""An engine that answers is used; else one is installed and started, or a sentence says why that is not possible."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import docker
import pytest

from tests.toolchain.fake_daemon import FakeDaemon, served
from tests.toolchain.fakes import script
from toolchain.docker import engine, leftovers
from toolchain.failure import SetupError
from toolchain.machine import Machine

DEBIAN = Machine(distributions=("debian",), is_root=True)
UBUNTU = Machine(distributions=("ubuntu", "debian"), is_root=True)

pytestmark = pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")


@pytest.fixture
def fake(tmp_path: Path) -> Generator[FakeDaemon, None, None]:
    with served(tmp_path) as daemon:
        yield daemon


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without an engine, without systemd, and with nothing of Docker on PATH."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{tmp_path / 'tools'}")
    monkeypatch.setattr(engine, "SOCKET", tmp_path / "no.sock")
    monkeypatch.setattr(engine, "SYSTEMD", tmp_path / "no-systemd")
    monkeypatch.setattr(leftovers, "remove", lambda: None)
    monkeypatch.setattr(engine, "connect", lambda: None)
    (tmp_path / "tools").mkdir()
    for name in ("sh", "cp", "cut", "sleep", "seq", "touch"):
        (tmp_path / "tools" / name).symlink_to(f"/bin/{name}")


@pytest.fixture
def startable(
    tmp_path: Path, fake: FakeDaemon, bare: None, monkeypatch: pytest.MonkeyPatch
) -> Generator[Path, None, None]:
    """What starting an engine needs: a `dockerd` in a package, which answers once it runs. Yields the log of calls."""
    log, running, ended = tmp_path / "log", tmp_path / "running", tmp_path / "ended"
    script(
        tmp_path / "package" / "dockerd",
        "echo level=info the engine speaks",
        f"cut -d ' ' -f 1,6 /proc/$$/stat >{running}.new",
        f"cp {running}.new {running}",
        f"while [ ! -e {ended} ]; do sleep 0.01; done",
    )
    script(tmp_path / "bin" / "apt-cache", "exit 1")
    script(
        tmp_path / "bin" / "apt-get",
        f'echo "apt-get $* $DEBIAN_FRONTEND" >>{log}',
        f"[ $1 = update ] || cp {tmp_path / 'package' / 'dockerd'} {tmp_path / 'bin'}",
    )
    script(tmp_path / "bin" / "systemctl", f'echo "systemctl $*" >>{log}', f"touch {running}")
    monkeypatch.setattr(engine, "connect", lambda: fake.client if running.exists() else None)
    yield log
    ended.touch()
    gc.collect()  # the handle of an engine that was left running warns here, where that is no news


def refused(machine: Machine, folder: Path) -> str:
    with pytest.raises(SetupError) as failure:
        engine.provide(machine, folder / "dockerd.log")
    return str(failure.value)


def test_engine_that_answers_is_used(
    fake: FakeDaemon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCKER_HOST", fake.address)
    monkeypatch.setenv("PATH", str(tmp_path))
    client = engine.provide(Machine(distributions=(), is_root=False), tmp_path / "dockerd.log")
    assert isinstance(client, docker.DockerClient)
    client.close()
    assert capsys.readouterr().err == "docker: the engine 1.2.3 answers\n"
    assert not (tmp_path / "dockerd.log").exists()


def test_engine_elsewhere_that_does_not_answer_is_not_replaced_by_one_here(
    startable: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "ssh://somewhere")
    assert refused(DEBIAN, tmp_path) == (
        "no Docker engine answers at ssh://somewhere, where DOCKER_HOST points; start it or unset DOCKER_HOST"
    )
    assert not startable.exists()


@pytest.mark.parametrize(
    "machine",
    [
        Machine(distributions=("debian",), is_root=False),
        Machine(distributions=("fedora",), is_root=True),
        Machine(distributions=(), is_root=False),
    ],
    ids=["not root", "not Debian", "macOS"],
)
def test_where_none_can_be_installed_a_sentence_says_how_to_get_one(
    startable: Path, tmp_path: Path, machine: Machine
) -> None:
    assert refused(machine, tmp_path) == (
        "no Docker engine answers, and only root on Debian or Ubuntu can have one installed by this command; install "
        "one as Docker's own page “Install Docker Engine” says (on macOS: Docker Desktop), start it and try again"
    )
    assert not startable.exists()


def test_user_who_may_not_talk_to_the_engine_is_told_so(
    bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.SOCKET.touch()
    monkeypatch.setattr(os, "access", lambda path, _: path != engine.SOCKET)
    assert refused(Machine(distributions=("debian",), is_root=False), tmp_path) == (
        f"this user may not talk to the Docker engine at {engine.SOCKET}; add the user to the group `docker`, log in "
        "again and try again"
    )


@pytest.mark.parametrize("machine", [DEBIAN, UBUNTU], ids=["Debian", "Ubuntu"])
def test_root_on_debian_and_ubuntu_gets_one_installed_and_started(
    startable: Path, fake: FakeDaemon, tmp_path: Path, machine: Machine
) -> None:
    log = tmp_path / ".tools" / "dockerd.log"
    assert engine.provide(machine, log) is fake.client
    assert startable.read_text().splitlines() == [
        "apt-get update noninteractive",
        "apt-get install --yes --no-install-recommends docker.io noninteractive",
    ]
    process, session = (tmp_path / "running").read_text().split()
    assert process == session, "an engine in the session of a terminal ends with it"
    assert log.read_text() == "level=info the engine speaks\n"


def test_engine_that_is_installed_is_only_started(startable: Path, fake: FakeDaemon, tmp_path: Path) -> None:
    (tmp_path / "package" / "dockerd").rename(tmp_path / "bin" / "dockerd")
    assert engine.provide(DEBIAN, tmp_path / "dockerd.log") is fake.client
    assert not startable.exists()


def test_systemd_starts_it_where_it_runs(startable: Path, fake: FakeDaemon, tmp_path: Path) -> None:
    engine.SYSTEMD.mkdir()
    (tmp_path / "package" / "dockerd").rename(tmp_path / "bin" / "dockerd")
    assert engine.provide(DEBIAN, tmp_path / "dockerd.log") is fake.client
    assert startable.read_text() == "systemctl start docker\n"
    assert not (tmp_path / "dockerd.log").exists()


def test_engine_that_ends_at_once_is_told_with_the_end_of_its_log(bare: None, tmp_path: Path) -> None:
    script(tmp_path / "bin" / "dockerd", "seq 30", "echo no space left on device >&2", "exit 1")
    log = tmp_path / "dockerd.log"
    lines = refused(DEBIAN, tmp_path).splitlines()
    assert lines[0] == f"the Docker engine was started but does not answer; its log {log} ends with:"
    assert lines[1:] == [str(number) for number in range(22, 31)] + ["no space left on device"]


def test_engine_that_never_answers_is_not_waited_for_for_ever(
    startable: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SECONDS_TO_START", 0.05)
    monkeypatch.setattr(engine, "connect", lambda: None)
    assert refused(DEBIAN, tmp_path).startswith("the Docker engine was started but does not answer; its log ")


@pytest.mark.parametrize(
    ("runs", "stays"), [("dockerd", True), ("bash", False), (None, False)], ids=["runs", "another", "gone"]
)
def test_process_file_of_an_engine_that_is_gone_is_removed(tmp_path: Path, runs: str | None, stays: bool) -> None:
    file = tmp_path / "docker.pid"
    file.write_text("4711\n")
    if runs is not None:
        (tmp_path / "proc" / "4711").mkdir(parents=True)
        (tmp_path / "proc" / "4711" / "comm").write_text(f"{runs}\n")
    leftovers.remove({file: "dockerd", tmp_path / "containerd.pid": "containerd"}, tmp_path / "proc")
    assert file.exists() is stays
