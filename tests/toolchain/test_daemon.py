"""Live tests without an engine: skipped at home, failed in CI, and told how to get one."""

import subprocess
import sys
from pathlib import Path

TEST = "def test_some(daemon): assert daemon.ping()\n"


def run(folder: Path, ci: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_some.py").write_text(TEST)
    command = [sys.executable, "-m", "pytest", "-p", "tests.daemon", "-p", "no:cacheprovider", "-rs", str(folder)]
    environment = {"CI": ci, "PATH": "", "DOCKER_HOST": f"unix://{folder}/no.sock", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_absent_engine_skips_at_home(tmp_path: Path) -> None:
    done = run(tmp_path, "")
    assert done.returncode == 0
    assert "1 skipped" in done.stdout
    assert "no Docker engine answers; `make docker` gets one" in done.stdout


def test_absent_engine_fails_in_ci(tmp_path: Path) -> None:
    done = run(tmp_path, "true")
    assert done.returncode == 1
    assert "no Docker engine answers; `make docker` gets one" in done.stdout
