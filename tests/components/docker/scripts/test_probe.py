"""probe.sh: a container's own web server is asked with whatever client its image has."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from components import scripts
from tests.components.docker.scripts.shell import Shell
from tests.serving import Quiet, serving

URL = "http://127.0.0.1:8000/healthz"


class Answers(Quiet, BaseHTTPRequestHandler):
    """A web server that is well at `/healthz` and ill elsewhere."""

    def do_GET(self) -> None:
        """Answer by the path."""
        self.send_response(204 if self.path == "/healthz" else 503)
        self.end_headers()


@pytest.fixture
def server() -> Iterator[str]:
    """The address of such a server."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Answers)) as well:
        yield f"http://127.0.0.1:{well.server_port}"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell without any client."""
    return Shell(tmp_path)


ASKED = [
    (("curl", "wget", "python3", "node"), f"curl -fsS -m 4 -o /dev/null {URL}"),
    (("wget", "python3", "node"), f"wget -q -T 4 -O /dev/null {URL}"),
]


@pytest.mark.parametrize(("clients", "call"), ASKED)
@pytest.mark.parametrize("code", [0, 22])
def test_the_first_client_there_is_asks(shell: Shell, clients: tuple[str, ...], call: str, code: int) -> None:
    for client in clients:
        shell.recording(client, f"exit {code}")
    assert shell.run("probe.sh", URL, "4").returncode == code
    assert shell.calls() == [call]


@pytest.mark.parametrize(("client", "flag"), [("python3", "-c"), ("node", "-e")])
def test_a_language_asks_where_nothing_else_is_there(shell: Shell, client: str, flag: str) -> None:
    shell.stand_in(client, f'[ "$1" = {flag} ] && [ "$3 $4" = "{URL} 4" ] && [ "$#" = 4 ] && exit 7')
    assert shell.run("probe.sh", URL, "4").returncode == 7


@pytest.mark.parametrize(("path", "well"), [("/healthz", True), ("/other", False)])
def test_python_tells_well_from_ill(shell: Shell, server: str, path: str, well: bool) -> None:
    shell.stand_in("python3", f'exec {sys.executable} -I "$@"')
    assert (shell.run("probe.sh", server + path, "4").returncode == 0) is well


@pytest.mark.parametrize("client", ["curl", "wget"])
@pytest.mark.parametrize(("path", "well"), [("/healthz", True), ("/other", False)])
def test_so_do_the_others(tmp_path: Path, server: str, client: str, path: str, well: bool) -> None:
    shell = Shell(tmp_path, client)
    assert (shell.run("probe.sh", server + path, "4").returncode == 0) is well


def test_an_image_without_any_is_told(shell: Shell) -> None:
    done = shell.run("probe.sh", URL, "4")
    assert done.returncode == 1
    assert done.stderr == (
        "the image has none of curl, wget, python3 and node, so nothing can ask whether it is well\n"
    )


@pytest.mark.parametrize(
    ("paths", "well"),
    [(["/healthz", "/healthz"], True), (["/healthz", "/other"], False), (["/other", "/healthz"], False)],
)
def test_of_several_addresses_each_must_be_well(tmp_path: Path, server: str, paths: list[str], well: bool) -> None:
    shell = Shell(tmp_path, "curl", "sh")
    port = int(server.rpartition(":")[2])
    command = scripts.probes(port, paths, 9)
    assert command[0] == "CMD"
    asked = [f"{server}{path}" for path in paths]
    assert list(command[-3:]) == ["4", *asked]
    done = subprocess.run(["/bin/sh", *command[2:]], env=shell.environment({}), capture_output=True, check=False)
    assert (done.returncode == 0) is well


def test_one_address_is_asked_as_ever() -> None:
    assert scripts.probes(8000, ["/healthz"], 5) == scripts.probe(8000, "/healthz", 5)
