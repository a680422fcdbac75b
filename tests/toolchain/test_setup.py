"""`make setup` ends with a Pulumi of the right version, and does nothing when there is one."""

from pathlib import Path

import pytest

from tests.toolchain.fakes import UNREACHABLE, go, pulumi, served
from tests.toolchain.test_official import INSTALLER
from toolchain import pin
from toolchain.present import LANGUAGE_HOST
from toolchain.setup import SOURCES, set_up

NOWHERE = "/nowhere"
WANTED = pin.version()


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    return tmp_path / ".tools"


@pytest.fixture
def go_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `go` on PATH; the file that it notes its calls in."""
    go(tmp_path / "go", tmp_path / "log")
    monkeypatch.setenv("PATH", f"{tmp_path / 'go'}:/usr/bin:/bin")
    return tmp_path / "log"


def test_pulumi_on_path_is_preferred(tmp_path: Path, tools: Path) -> None:
    found = pulumi(tmp_path / "path", WANTED)
    assert set_up(tools, str(found.parent), UNREACHABLE) == f"Pulumi v{WANTED}, found at {found}"
    assert not (tools / "bin").exists()


def test_official_one_comes_next_and_is_installed_once(tmp_path: Path, tools: Path) -> None:
    with served(tmp_path / "web", INSTALLER.format(version='"$5"')) as address:
        assert set_up(tools, NOWHERE, address) == f"Pulumi {WANTED}, installed in {tools}"
    assert set_up(tools, NOWHERE, UNREACHABLE) == f"Pulumi {WANTED}, installed in {tools}"
    assert not (tools / "bin" / LANGUAGE_HOST).exists(), "the official distribution brings its own"


def test_last_comes_our_own_build_with_our_language_host(tools: Path, go_log: Path) -> None:
    assert set_up(tools, NOWHERE, UNREACHABLE) == f"Pulumi {WANTED}, built in {tools}"
    host = tools / "bin" / LANGUAGE_HOST
    assert host.read_bytes() == (SOURCES / LANGUAGE_HOST).read_bytes()
    assert host.stat().st_mode & 0o111


def test_build_is_kept_until_the_pin_changes(tools: Path, go_log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        set_up(tools, NOWHERE, UNREACHABLE)
    assert len(go_log.read_text().splitlines()) == 1
    monkeypatch.setattr(pin, "digest", lambda _: "other")
    set_up(tools, NOWHERE, UNREACHABLE)
    assert len(go_log.read_text().splitlines()) == 2


def test_interrupted_build_is_begun_again(tools: Path, go_log: Path) -> None:
    set_up(tools, NOWHERE, UNREACHABLE)
    (tools / "bin" / "pulumi").unlink()
    set_up(tools, NOWHERE, UNREACHABLE)
    assert len(go_log.read_text().splitlines()) == 2


def test_changed_language_host_is_put_in_place_without_a_build(tools: Path, go_log: Path) -> None:
    set_up(tools, NOWHERE, UNREACHABLE)
    (tools / "bin" / LANGUAGE_HOST).write_text("old")
    set_up(tools, NOWHERE, UNREACHABLE)
    assert (tools / "bin" / LANGUAGE_HOST).read_bytes() == (SOURCES / LANGUAGE_HOST).read_bytes()
    assert len(go_log.read_text().splitlines()) == 1
