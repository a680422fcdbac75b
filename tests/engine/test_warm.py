"""A fork of the warm process is as good as the process that it stands for."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine import warm

pytestmark = pytest.mark.engine

TOLD = """
import json, os, random, sys
print(json.dumps([sys.argv[1:], os.getcwd(), os.environ.get("SAID"), os.getppid(), __name__]))
print("pulumi_aws" in sys.modules, random.random())
print(sys.stdin.read().upper(), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "told.py").write_text(TOLD)
    return tmp_path


def command(folder: Path, *words: str) -> "tuple[list[str], dict[str, str]]":
    """A command line and its variables; `told` may be forked."""
    variables = {**os.environ, **warm.environment(), "WARM_MODULES": "told", "SAID": str(folder)}
    return [sys.executable, *words], variables


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    line, variables = command(folder, *words)
    return subprocess.run(line, cwd=folder, env=variables, input="heard", capture_output=True, text=True, check=False)


def test_it_has_arguments_folder_variables_streams_and_parent(folder: Path) -> None:
    done = run(folder, "-u", "-m", "told", "one", "--two")
    first, second = done.stdout.splitlines()
    assert first == f'[["one", "--two"], "{folder}", "{folder}", {os.getpid()}, "__main__"]'
    assert second.startswith("True ")
    assert (done.stderr, done.returncode) == ("HEARD\n", 0)


def test_chance_is_another_each_time(folder: Path) -> None:
    first, second = (run(folder, "-m", "told").stdout for _ in range(2))
    assert first != second


def test_what_is_not_to_be_forked_starts_cold(folder: Path) -> None:
    (folder / "told.py").rename(folder / "other.py")
    assert "False " in run(folder, "-m", "other").stdout


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit('no')", 1, "no\n"),
        ("import os; os._exit(32)", 32, ""),
        ("raise ValueError('odd')", 1, "ValueError: odd\n"),
    ],
)
def test_it_ends_as_it_would(folder: Path, ending: str, code: int, said: str) -> None:
    (folder / "told.py").write_text(ending)
    done = run(folder, "-m", "told")
    assert done.returncode == code
    assert done.stderr.endswith(said)
    assert bool(done.stderr) == bool(said)


def test_it_does_not_outlive_the_process_that_it_stands_for(folder: Path) -> None:
    (folder / "told.py").write_text("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)\n")
    line, variables = command(folder, "-m", "told")
    with subprocess.Popen(line, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        fork = int(client.stdout.readline())
        assert fork != client.pid
        client.kill()
        end = time.monotonic() + 10
        while Path(f"/proc/{fork}").exists() and time.monotonic() < end:
            time.sleep(0.02)
    assert not Path(f"/proc/{fork}").exists()


BEGINNING = """
import sys
from tests.engine import warm
print(warm.environment()["WARM_ADDRESS"], flush=True)
sys.stdin.read()
"""


def test_the_warm_process_does_not_outlive_whoever_started_it() -> None:
    line, pipe = [sys.executable, "-c", BEGINNING], subprocess.PIPE
    with subprocess.Popen(line, cwd=warm.REPOSITORY, stdin=pipe, stdout=pipe, text=True) as starter:
        assert starter.stdout is not None
        address = starter.stdout.readline().strip()
        starter.kill()
    end = time.monotonic() + 10
    while listening(address) and time.monotonic() < end:
        time.sleep(0.02)
    assert not listening(address)
    shutil.rmtree(Path(address).parent)


def listening(address: str) -> bool:
    """Whether somebody would answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        return caller.connect_ex(address) == 0
