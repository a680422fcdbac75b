"""A browser for the test of the page: the one that is there, else Debian's, else a sentence."""

from pathlib import Path

import pytest

from tests.toolchain.fakes import script
from toolchain import browser
from toolchain.failure import SetupError
from toolchain.machine import WHERE_POSSIBLE, Machine

DEBIAN = Machine(distributions=("debian",), is_root=True)
UBUNTU = Machine(distributions=("ubuntu", "debian"), is_root=True)
USER = Machine(distributions=("debian",), is_root=False)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, with an apt-get that installs a Chromium."""
    folder = tmp_path / "bin"
    script(folder / "apt-cache", "exit 1")
    script(
        folder / "apt-get",
        f'echo "$*" >>{tmp_path}/log',
        f"[ $1 = update ] || /bin/cp {script(tmp_path / 'chromium', 'exit 0')} {folder}",
    )
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_browser_on_path_is_used(bin_folder: Path, tmp_path: Path, name: str) -> None:
    script(bin_folder / name, "exit 0")
    assert browser.provide(USER) == str(bin_folder / name)
    assert not (tmp_path / "log").exists()


def test_root_on_debian_gets_chromium(bin_folder: Path, tmp_path: Path) -> None:
    assert browser.provide(DEBIAN) == str(bin_folder / "chromium")
    assert (tmp_path / "log").read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium",
    ]


@pytest.mark.parametrize("machine", [UBUNTU, USER])
def test_elsewhere_a_sentence_says_what_is_missing(bin_folder: Path, tmp_path: Path, machine: Machine) -> None:
    with pytest.raises(SetupError) as failure:
        browser.provide(machine)
    assert str(failure.value) == (
        "there is no Chromium on PATH (looked for chromium, chromium-browser, google-chrome, google-chrome-stable), "
        "and only root on Debian can have it installed by this command; install Chromium or Google Chrome and try again"
    )
    assert not (tmp_path / "log").exists()


def test_command_says_which_browser_or_what_is_missing(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(Machine, "this", lambda: USER)
    assert browser.main([]) == 1
    assert capsys.readouterr().err.startswith("browser: there is no Chromium on PATH (looked for ")
    chrome = script(bin_folder / "google-chrome", "exit 0")
    assert browser.main([]) == 0
    assert capsys.readouterr().out == f"browser: {chrome}\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 1), ([WHERE_POSSIBLE], 0)])
def test_elsewhere_than_on_debian_none_is_needed_if_asked_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(browser, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser.Machine, "this", lambda: Machine(distributions=("fedora",), is_root=True))
    assert browser.main(arguments) == code
    assert bool(capsys.readouterr().err) is bool(code)
