"""Programs that stand in for `pulumi`, `go` and Pulumi's installer, for tests."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

UNREACHABLE = "http://127.0.0.1:9/install.sh"
"""The discard port: nobody listens there."""


def script(file: Path, *lines: str) -> Path:
    """An executable shell script."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    file.chmod(0o755)
    return file


def pulumi(folder: Path, version: str, *, language_host: bool = True) -> Path:
    """A `pulumi` of that version, in a folder for PATH."""
    if language_host:
        script(folder / "pulumi-language-python", "exit 1")
    return script(folder / "pulumi", f"echo v{version}")


GO = """\
echo "$PWD $CGO_ENABLED $*" >>{log}
echo github.com/some/package
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho v3.0.0\\n' >"$2"
chmod +x "$2"
"""


def go(folder: Path, log: Path) -> Path:
    """A `go` that notes its working directory, CGO_ENABLED and arguments, and makes a program that says v3.0.0."""
    return script(folder / "go", GO.format(log=log))


@contextmanager
def served(folder: Path, content: str) -> Generator[str, None, None]:
    """A web server on this machine that offers one file, kept in `folder`; yields its address."""
    folder.mkdir()
    (folder / "install.sh").write_text(content)
    with HTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/install.sh"
        finally:
            server.shutdown()
