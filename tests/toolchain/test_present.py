"""A Pulumi on PATH is used when it will do."""

from pathlib import Path

import pytest

from tests.toolchain.fakes import pulumi, script
from toolchain.present import on_path


@pytest.mark.parametrize("version", ["3.259.0", "3.260.1", "4.0.0"])
def test_new_enough_is_taken(tmp_path: Path, version: str) -> None:
    assert on_path("3.259.0", str(tmp_path)) is None
    assert on_path("3.259.0", str(pulumi(tmp_path, version).parent)) == tmp_path / "pulumi"


@pytest.mark.parametrize("version", ["3.258.9", "3.99.0", "2.999.0", "unknown"])
def test_too_old_is_not(tmp_path: Path, version: str) -> None:
    pulumi(tmp_path, version)
    assert on_path("3.259.0", str(tmp_path)) is None


def test_broken_one_is_not(tmp_path: Path) -> None:
    pulumi(tmp_path, "3.259.0")
    script(tmp_path / "pulumi", "exit 1")
    assert on_path("3.259.0", str(tmp_path)) is None


def test_one_without_a_language_host_is_not(tmp_path: Path) -> None:
    pulumi(tmp_path, "3.259.0", language_host=False)
    assert on_path("3.259.0", str(tmp_path)) is None


def test_language_host_may_be_elsewhere_on_path(tmp_path: Path) -> None:
    pulumi(tmp_path / "a", "3.259.0", language_host=False)
    script(tmp_path / "b" / "pulumi-language-python", "exit 1")
    assert on_path("3.259.0", f"{tmp_path / 'a'}:{tmp_path / 'b'}") == tmp_path / "a" / "pulumi"


def test_link_leads_to_the_program_itself(tmp_path: Path) -> None:
    """The engine looks for the language host beside its own executable, not beside a link to it."""
    pulumi(tmp_path / "real", "3.259.0")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "pulumi").symlink_to(tmp_path / "real" / "pulumi")
    assert on_path("3.259.0", str(tmp_path / "links")) == tmp_path / "real" / "pulumi"
