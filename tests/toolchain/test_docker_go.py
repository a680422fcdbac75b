"""Programs for stand-ins are built once from their pinned modules."""

from pathlib import Path

import pytest

from tests.toolchain.fakes import go
from toolchain.docker.go import build
from toolchain.failure import SetupError


@pytest.fixture
def module(tmp_path: Path) -> Path:
    folder = tmp_path / "gateway"
    folder.mkdir()
    for name in ("go.mod", "go.sum"):
        (folder / name).write_text(name)
    return folder


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `go` on PATH; the file that it notes its calls in."""
    go(tmp_path / "bin", tmp_path / "log")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return tmp_path / "log"


def test_program_is_static_and_built_from_the_pinned_module(tmp_path: Path, module: Path, log: Path) -> None:
    built = build("example.com/cmd/gateway", module, tmp_path / "tools")
    assert log.read_text() == (
        f"{module} 0 build -v -trimpath -ldflags -s -w -o {built}.unfinished example.com/cmd/gateway\n"
    )
    assert [path.name for path in built.parent.iterdir()] == [built.name]


def test_tags_choose_what_is_in_it(tmp_path: Path, module: Path, log: Path) -> None:
    whole = build("example.com/cmd/gateway", module, tmp_path / "tools")
    parts = [build("example.com/cmd/gateway", module, tmp_path / "tools", tags) for tags in (("a", "b"), ("a",))]
    assert len({whole, *parts}) == 3
    assert f" -tags a,b -o {parts[0]}.unfinished " in log.read_text().splitlines()[1]


def test_program_is_kept_until_its_pin_changes(tmp_path: Path, module: Path, log: Path) -> None:
    first, second = (build("example.com/cmd/gateway", module, tmp_path / "tools") for _ in range(2))
    assert first == second
    assert len(log.read_text().splitlines()) == 1
    (module / "go.sum").write_text("changed")
    assert build("example.com/cmd/gateway", module, tmp_path / "tools") != first
    assert len(log.read_text().splitlines()) == 2


def test_tools_are_kept_apart_from_what_images_are_made_of(tmp_path: Path, module: Path, log: Path) -> None:
    built = build("example.com/cmd/gateway", module, tmp_path / "tools", folder="programs")
    assert built.parent == tmp_path / "tools" / "programs"


def test_missing_go_is_said_in_a_sentence(tmp_path: Path, module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match=r"^gateway is built from its Go module here, and there is no `go` on PATH"):
        build("example.com/cmd/gateway", module, tmp_path / "tools")
