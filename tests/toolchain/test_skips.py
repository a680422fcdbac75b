"""A skipped test fails a run in CI, and only there."""

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = "import pytest\ndef test_good(): pass\n"
SKIPPED = TESTS + "@pytest.mark.skip\ndef test_skipped(): pass\n"


def run(folder: Path, text: str, ci: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_some.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "tests.skips", "-p", "no:cacheprovider", *arguments, str(folder)]
    environment = {"CI": ci, "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", ["-n0", "-n1"])
def test_skipped_test_fails_in_ci_and_is_named(tmp_path: Path, workers: str) -> None:
    done = run(tmp_path, SKIPPED, "true", workers)
    assert done.returncode == 1
    assert "skipped, which CI does not accept: test_some.py::test_skipped\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("=")


def test_skipped_test_is_no_failure_at_home(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPED, "").returncode == 0


def test_run_without_skipped_tests_passes_in_ci(tmp_path: Path) -> None:
    assert run(tmp_path, TESTS, "true").returncode == 0
