"""One version of Pulumi, everywhere."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from toolchain import pin

ROOT = Path(__file__).parents[2]


def test_command_line_interface_and_sdk_have_the_same_version() -> None:
    assert pin.version() == version("pulumi")
    assert f'"pulumi=={pin.version()}"' in (ROOT / "pyproject.toml").read_text()


def test_go_modules_of_pulumi_have_one_version() -> None:
    found = re.findall(r"github\.com/pulumi/pulumi/(?:pkg|sdk)/v3 v(\S+)", (ROOT / "toolchain" / "go.mod").read_text())
    assert found == [pin.version()] * 2


def test_module_without_the_pin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module x\n")
    with pytest.raises(ValueError, match=r"go\.mod does not require github\.com/pulumi/pulumi/pkg/v3$"):
        pin.version(tmp_path)


@pytest.mark.parametrize("changed", ["go.mod", "go.sum", "tools.go"])
def test_digest_changes_with_every_file_that_decides_what_is_built(tmp_path: Path, changed: str) -> None:
    for name in ("go.mod", "go.sum", "tools.go"):
        (tmp_path / name).write_text(name)
    before = pin.digest(tmp_path)
    (tmp_path / changed).write_text("other")
    assert pin.digest(tmp_path) != before


@pytest.mark.parametrize(
    ("text", "numbers"), [("v3.259.0\n", (3, 259, 0)), ("3.9.10-dev.1", (3, 9, 10)), ("", ()), ("unknown", ())]
)
def test_version_in_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert pin.as_numbers(text) == numbers
