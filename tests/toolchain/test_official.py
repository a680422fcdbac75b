"""Pulumi's own installer is used where it can be reached."""

from pathlib import Path

import pytest

from tests.toolchain.fakes import UNREACHABLE, served
from toolchain.official import install

INSTALLER = """
set -eu
[ "$1 $2 $4" = "--no-edit-path --install-root --version" ]
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho v%s\\n' {version} >"$3/bin/pulumi"
chmod +x "$3/bin/pulumi"
"""


def test_installer_gets_root_and_version(tmp_path: Path) -> None:
    with served(tmp_path / "web", INSTALLER.format(version='"$5"')) as address:
        assert install("3.1.2", tmp_path, address)
    assert (tmp_path / "bin" / "pulumi").read_text() == "#!/bin/sh\necho v3.1.2\n"


def test_unreachable_installer_is_no_error(tmp_path: Path) -> None:
    assert not install("3.1.2", tmp_path, UNREACHABLE)


@pytest.mark.parametrize("content", ["exit 1", "exit 0", INSTALLER.format(version="3.1.1")])
def test_installer_that_does_not_deliver_is_no_success(tmp_path: Path, content: str) -> None:
    with served(tmp_path / "web", content) as address:
        assert not install("3.1.2", tmp_path, address)
