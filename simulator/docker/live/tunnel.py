"""A daemon on another machine: its socket, carried here by the ssh client.

One connection carries all requests. The client is a person's own, so that keys, agents, known hosts and ~/.ssh/config
count; it is not asked to read from the terminal, which belongs to the engine.
"""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from simulator.behaviour import Refusal

SCHEME = "ssh://"
REMOTE_SOCKET = "/var/run/docker.sock"
"""Where a daemon listens unless the address says another path."""
PATIENCE = 60
"""Seconds for ssh to connect."""
LOOK_AGAIN = 0.05
"""Seconds between two looks at whether it has."""
FLAGS = ("-T", "-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes", "-o", "ServerAliveInterval=30")


class Tunnel:
    """A socket on this machine behind which another machine's daemon is."""

    def __init__(self, address: str, options: Sequence[str]) -> None:
        """`address` is ssh://[user@]host[:port][/socket]; `options` are more flags of ssh.

        Raises Refusal with ssh's own words when it cannot connect.
        """
        client = shutil.which("ssh")
        if client is None:
            raise Refusal(f"there is no `ssh` on PATH to reach {address} with; on Debian openssh-client has it")
        self._folder = tempfile.TemporaryDirectory(prefix="simulate-ssh-")
        self._socket = Path(self._folder.name) / "docker.sock"
        # The far `cat` ends with our end of its input: whatever happens to this process, no ssh is left behind.
        self._process = subprocess.Popen(
            [client, *options, *FLAGS, *self._target(address)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._wait(address)

    @property
    def host(self) -> str:
        """The address of the socket."""
        return f"unix://{self._socket}"

    def _target(self, address: str) -> list[str]:
        parts = urlsplit(address)
        user = ["-l", parts.username] if parts.username else []
        port = ["-p", str(parts.port)] if parts.port else []
        forward = ["-L", f"{self._socket}:{parts.path if parts.path not in ('', '/') else REMOTE_SOCKET}"]
        return [*user, *port, *forward, "--", parts.hostname or "", "cat"]

    def _wait(self, address: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > end:
                self._process.kill()
                said = " ".join(self._process.communicate()[1].split()) or "ssh ended without a word"
                self.close()
                raise Refusal(f"ssh cannot reach {address} ({said.rstrip('.')})")
            time.sleep(LOOK_AGAIN)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def close(self) -> None:
        """Ends ssh."""
        self._process.terminate()
        self._process.communicate()
        self._folder.cleanup()
