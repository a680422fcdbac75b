"""acme.sh: one certificate for all names, looked after twice a day, an hour after a failure."""

import signal
import time
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

ASKED = (
    "certbot certonly --non-interactive --agree-tos --no-eff-email --email admin@example.com "
    "--server https://acme.example.com --webroot --webroot-path /challenges --cert-name entry "
    "--keep-until-expiring --expand --key-type ecdsa --config-dir /certificates --work-dir /tmp/work "
    "--logs-dir /tmp/logs --domain a.example.com --domain b.example.com"
)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Programs of the system, and a sleep that can be real."""
    shell = Shell(tmp_path, "wc")
    (shell.programs / "sleep.real").symlink_to("/bin/sleep")
    return shell


@pytest.mark.parametrize(("code", "pause"), [(0, 43200), (1, 3600)])
def test_it_asks_again_and_again(shell: Shell, code: int, pause: int) -> None:
    shell.recording("certbot", f"exit {code}")
    shell.recording("sleep", '[ "$(wc -l <"$FOLDER/calls")" -lt 4 ] || exec sleep.real 60')
    process = shell.start(
        "acme.sh", HOSTS="a.example.com b.example.com", EMAIL="admin@example.com",
        SERVER="https://acme.example.com", CHALLENGES="/challenges", CERTIFICATES="/certificates",
    )  # fmt: skip
    for _ in range(200):
        if len(shell.calls()) == 4:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=10)
    assert (process.returncode, told) == (0, "")
    calls = [call.replace(str(shell.folder), "/tmp") for call in shell.calls()]
    assert calls == [ASKED, f"sleep {pause}"] * 2
