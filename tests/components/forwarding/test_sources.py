"""The functions' archives: whole, and readable by the Python that each cloud runs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from components.clouds.alicloud import log_forwarder as alicloud
from components.clouds.aws import log_forwarder as aws
from components.forwarding import modules

SOURCES = {
    "aws": ({"index.py": aws.CODE.read_text("utf-8"), **modules()}, (3, 13)),
    "alicloud": ({"index.py": alicloud.CODE.read_text("utf-8"), **modules(*alicloud.MODULES)}, (3, 10)),
}


@pytest.mark.parametrize("cloud", SOURCES)
def test_an_archive_needs_nothing_else(cloud: str, tmp_path: Path) -> None:
    files, _ = SOURCES[cloud]
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    told = (
        "import sys; sys.path[:0] = [sys.argv[1]]; import index; print(index.handler.__name__, index.push.__module__)"
    )
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", told, str(tmp_path)], capture_output=True, check=False)
    assert (ran.stdout.decode(), ran.stderr.decode()) == ("handler components.forwarding.push\n", "")


@pytest.mark.parametrize("cloud", SOURCES)
def test_its_python_is_that_of_the_runtime(cloud: str) -> None:
    files, version = SOURCES[cloud]
    for path, text in files.items():
        ast.parse(text, path, feature_version=version)
        assert "datetime import UTC" not in text
