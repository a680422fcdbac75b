"""Pulumi is built from its Go modules, and a person sees that something happens."""

import io
import threading
from pathlib import Path

import pytest

from tests.toolchain.fakes import go, script
from toolchain.build import build
from toolchain.failure import SetupError
from toolchain.progress import Progress


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_go_builds_the_pinned_module_with_its_version(
    tmp_path: Path, bin_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, executable = tmp_path / "log", tmp_path / "tools" / "pulumi"
    go(bin_folder, log)
    build("3.1.2", tmp_path, executable)
    version = "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.1.2"
    assert log.read_text() == (
        f"{tmp_path} 0 build -v -trimpath -tags grpcnotrace,osusergo -ldflags -s -w {version} "
        f"-o {executable}.unfinished github.com/pulumi/pulumi/pkg/v3/cmd/pulumi\n"
    )
    assert [path.name for path in executable.parent.iterdir()] == ["pulumi"]
    assert capsys.readouterr().err == "building Pulumi 3.1.2 from its Go modules, once; some minutes\n"


def test_failed_build_shows_what_go_said_last(tmp_path: Path, bin_folder: Path) -> None:
    script(bin_folder / "go", "seq 30", "echo no space left on device", "exit 1")
    with pytest.raises(SetupError) as failure:
        build("3.1.2", tmp_path, tmp_path / "tools" / "pulumi")
    lines = str(failure.value).splitlines()
    assert lines[0] == "building Pulumi 3.1.2 failed; the last that `go build` said:"
    assert lines[1:] == [str(number) for number in range(12, 31)] + ["no space left on device"]
    assert not (tmp_path / "tools" / "pulumi").exists()


def test_missing_go_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match=r"^there is no Pulumi 3\.1\.2 here, .* without `go` on PATH it cannot be"):
        build("3.1.2", tmp_path, tmp_path / "pulumi")


def test_progress_tells_time_steps_and_the_latest() -> None:
    progress = Progress("building", io.StringIO())
    assert progress.line(0) == "building: 0 s, 0 steps, now waiting for it"
    progress.step("a")
    progress.step("b")
    assert progress.line(40.4) == "building: 40 s, 2 steps, now b"


def test_progress_is_told_while_one_waits() -> None:
    said = Waited()
    with Progress("building", said, seconds=0.001):
        assert said.second_line.wait(60)


class Waited(io.StringIO):
    """A stream that tells when it got a second line."""

    def __init__(self) -> None:
        super().__init__()
        self.second_line = threading.Event()

    def flush(self) -> None:
        if self.getvalue().count("\n") > 1:
            self.second_line.set()
