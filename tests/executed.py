"""Commands in containers, for live tests."""

import os
from collections.abc import Mapping, Sequence

from docker.models.containers import Container
from docker.utils.socket import consume_socket_output, frames_iter

WAITING = 'read -r go; exec "$@" </dev/null'
"""The command starts when it is told to. Without that the Docker SDK (7.1, `exec_run`) now and then loses what a quick
command says: what arrives together with the headers of the engine's answer stays in a buffer that the SDK goes past."""


def execute(
    container: Container, command: Sequence[str], *, environment: Mapping[str, str] | None = None, user: str = ""
) -> tuple[int, bytes]:
    """Exit code and output (standard output and error as they come) of a command in a container that has `sh`."""
    assert container.client is not None
    api = container.client.api
    wrapped = ["sh", "-c", WAITING, "sh", *command]
    identity = api.exec_create(container.id, wrapped, stdin=True, environment=environment, user=user)["Id"]
    socket = api.exec_start(identity, socket=True)
    try:
        os.write(socket.fileno(), b"\n")
        output = consume_socket_output(data for _, data in frames_iter(socket, tty=False))
    finally:
        socket._response.close()  # closing the socket alone leaves the connection open
    return api.exec_inspect(identity)["ExitCode"], output
