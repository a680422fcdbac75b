"""The commands as processes: how they start without what they need, and how they end when told to stop."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

APPLICATION = Path(__file__).parent.parent.parent / "examples/notes"
NOWHERE = {
    "DATABASE_URL": "postgresql://app:hidden@127.0.0.1:1/app",
    "REDIS_URL": "redis://:hidden@127.0.0.1:1/0",
    "STORAGE_DRIVER": "s3",
    "S3_REGION": "eu-central-1",
    "S3_BUCKET": "files",
    "WEB_URL": "http://127.0.0.1",
    "SESSION_SECRET": "0123456789abcdef",
}
"""Port 1 of this machine: nobody listens there."""


@contextmanager
def running(module: str, **variables: str) -> Generator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=APPLICATION,
        env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str], message: str) -> None:
    """Read its log until it says this."""
    assert process.stdout is not None
    for line in process.stdout:
        if message in json.loads(line)["message"]:
            return
    pytest.fail(f"it never said {message}")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err


@pytest.mark.parametrize("module", ["notes.api", "notes.worker", "notes.migrate", "notes.cleanup"])
def test_without_its_variables_a_command_says_so(module: str) -> None:
    with running(module) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    assert err.startswith("Cannot start: DATABASE_URL is missing")
    assert err.count("\n") == 1


def test_the_api_answers_without_a_database_and_ends_its_streams_when_stopped() -> None:
    port = free_port()
    with running("notes.api", **NOWHERE, PORT=str(port)) as process:
        told(process, "Uvicorn running")
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asking.request("GET", "/healthz")
        answer = asking.getresponse()
        assert answer.status == 503
        assert json.load(answer)["error"] == "no answer from database and cache"
        listening = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        listening.request("GET", "/api/events")
        stream = listening.getresponse()
        assert stream.readline() == b"retry: 1000\n"
        code, said = stopped(process)
        assert stream.read() == b"\n"
        listening.close()
        asking.close()
    assert code == 0
    assert "hidden" not in said


def test_the_worker_waits_for_what_is_away_and_leaves_when_told() -> None:
    with running("notes.worker", **NOWHERE) as process:
        told(process, "interrupted")
        code, said = stopped(process)
    assert code == 0
    assert "hidden" not in said


def test_the_nightly_job_says_what_does_not_answer() -> None:
    with running("notes.cleanup", **NOWHERE) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == ""
    assert json.loads(out)["message"].startswith("not cleaned up: ")
    assert "hidden" not in out
