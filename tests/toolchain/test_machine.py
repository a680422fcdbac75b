"""What a machine lets the toolchain do."""

import os
import platform

import pytest

from toolchain.machine import Machine


@pytest.mark.parametrize(
    ("release", "root", "installs", "debian"),
    [
        ({"ID": "debian"}, 0, True, True),
        ({"ID": "debian"}, 1000, False, False),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, 0, True, False),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, 0, True, False),
        ({"ID": "fedora"}, 0, False, False),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, 0, False, False),
    ],
)
def test_machine_is_known_by_its_release_and_its_user(
    monkeypatch: pytest.MonkeyPatch, release: dict[str, str], root: int, installs: bool, debian: bool
) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    monkeypatch.setattr(os, "geteuid", lambda: root)
    machine = Machine.this()
    assert (machine.installs_packages, machine.is_debian) == (installs, debian)


def test_machine_without_a_release_file_is_no_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> dict[str, str]:
        raise OSError

    monkeypatch.setattr(platform, "freedesktop_os_release", absent)
    assert Machine.this().distributions == ()
    assert not Machine.this().installs_packages
