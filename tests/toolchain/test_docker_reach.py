"""Images made on a machine reach packages as the machine does."""

import sys
from pathlib import Path

import pytest

from tests.toolchain.fakes import script
from toolchain.docker import reach

MIRROR = "http://mirror.example/debian"
SIGNED = "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is first on PATH."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize("release", ["bookworm", "trixie"])
def test_mirrors_of_the_machine_serve_the_release_of_the_stand_ins(bin_folder: Path, release: str) -> None:
    lines = [
        f"{MIRROR} {release} main",
        f"{MIRROR} {release}-updates main",
        f"{MIRROR}-security {release}-security main",
    ]
    # A second architecture has the same lines once more.
    script(bin_folder / "apt-get", f'echo "$*" >{bin_folder}/asked', *[f"echo {line}" for line in lines * 2])
    assert reach.sources().splitlines() == [
        f"deb {SIGNED} {MIRROR} bookworm main",
        f"deb {SIGNED} {MIRROR} bookworm-updates main",
        f"deb {SIGNED} {MIRROR}-security bookworm-security main",
    ]
    asked = (bin_folder / "asked").read_text()
    assert asked == "indextargets --format $(SITE) $(CODENAME) $(COMPONENT) Created-By: Packages Origin: Debian\n"


def test_settings_of_apt_are_those_about_the_way_to_a_mirror(bin_folder: Path) -> None:
    kept = [
        'Acquire::http::Proxy "http://proxy.example:3128";',
        'Acquire::https::CAInfo "/etc/ssl/own.pem";',
        'Acquire::Retries "3";',
        'Acquire::Check-Valid-Until "false";',
    ]
    others = ['APT::Architecture "amd64";', 'Acquire::Languages "none";', 'DPkg::Post-Invoke:: "rm x";', 'Acquire "";']
    script(bin_folder / "apt-config", *[f"echo '{line}'" for line in kept + others])
    assert reach.apt_settings().splitlines() == kept


def test_settings_of_pip_are_those_about_the_way_to_packages(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        "global.index-url='https://old.example/simple'",
        "global.cert='/etc/ssl/own.pem'",
        "global.trusted-host='packages.example'",
        ":env:.index-url='https://new.example/simple'",
        ":env:.find-links='/opt/wheels'",
    ]
    monkeypatch.setattr(sys, "executable", script(bin_folder / "python", *[f'echo "{line}"' for line in said]))
    assert reach.pip_settings().splitlines() == [
        "[global]",
        "index-url = https://new.example/simple",
        "trusted-host = packages.example",
    ]


def test_machine_that_says_nothing_special_leaves_everything_as_it_is(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", script(bin_folder / "python", "exit 0"))
    assert reach.pip_settings() == "[global]\n"
