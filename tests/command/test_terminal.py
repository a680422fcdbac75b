"""Ctrl-C in a terminal: it reaches Pulumi once, and nothing is left."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.processes import all_gone, child_running, descendants, group
from tests.command.toy import FOREVER, GATEWAY, SECONDS, SIMULATE, Toy

pytestmark = pytest.mark.engine

IN_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
"""Runs a command in a terminal of its own, types into it what it reads and prints what the terminal shows."""

CTRL_C = "\x03"


def test_ctrl_c_in_a_terminal(tmp_path: Path) -> None:
    toy = Toy(tmp_path, GATEWAY, dev="config: {aws:region: eu-central-1}\n")
    up = [*SIMULATE, "up", "--stack", "dev", "--yes", "--skip-preview", "--color", "never"]
    with subprocess.Popen(
        [sys.executable, "-c", IN_A_TERMINAL, *up],
        cwd=toy.folder,
        env=toy.environment(SIMULATOR_SPEED=FOREVER, TERM="dumb"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as terminal:
        try:
            assert any("gateway creating" in line for line in terminal.stdout or ())
            started = descendants(terminal.pid)
            assert group(child_running(terminal.pid, "bin/pulumi up")) == group(
                child_running(terminal.pid, "simulator")
            )
            shown, _ = terminal.communicate(CTRL_C, timeout=SECONDS)
        finally:
            terminal.kill()
    assert shown.count("received; cancelling") == 1, shown
    assert "received; terminating" not in shown
    assert "Traceback" not in shown
    assert terminal.returncode == 1
    assert all_gone(started)
