"""The warm process: `python -m tests.engine.warm.server SOCKET` imports everything and forks for whoever asks."""

import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NoReturn

from tests.engine.warm import MODULES

PACKAGES = ("settings", "components", "deployment", "simulator", "policies", "toolchain")
"""Their modules are imported beforehand, and with them whatever of the SDKs they name, but for those that are run."""
SECONDS_BETWEEN_LOOKS = 1
"""An orphan lives no longer."""
FIRST = 8
"""Bytes that tell how long a request is."""


def main(address: str) -> None:
    """Serve until the tests end it, or are gone."""
    parent = os.getppid()
    _import_everything()
    gc.collect()
    gc.freeze()
    # Forks that have ended are nobody's to wait for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen(64)
        listener.settimeout(SECONDS_BETWEEN_LOOKS)
        print("ready", flush=True)
        while os.getppid() == parent:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            if os.fork() == 0:
                listener.close()
                _serve(connection)
            connection.close()


def _import_everything() -> None:
    # A program that is never run collects no garbage; importing is quicker without.
    gc.disable()
    for name in PACKAGES:
        for module in _modules(importlib.import_module(name)):
            importlib.import_module(module)
    importlib.import_module("pulumi_policy")


def _modules(package: ModuleType) -> Iterator[str]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if found.name not in MODULES and not found.name.endswith(".__main__"):
            yield found.name


def _serve(connection: socket.socket) -> None:
    """Become the process that was asked for; never returns."""
    leave = os._exit

    def tell(code: int) -> NoReturn:
        connection.sendall(code.to_bytes(4, "big"))
        leave(code)

    vars(os).update(_exit=tell)
    code = 1
    try:
        head, streams, *_ = socket.recv_fds(connection, FIRST, 3)
        request = json.loads(_received(connection, int.from_bytes(head, "big")))
        _become(request, streams)
        threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
        code = _run(request["module"])
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        tell(code)


def _received(connection: socket.socket, length: int) -> bytes:
    text = b""
    while len(text) < length:
        text += connection.recv(length - len(text))
    return text


def _become(request: Any, streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8", "backslashreplace", write_through=True)
    os.chdir(request["directory"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = [request["module"], *request["arguments"]]
    if not request["safe_path"]:
        sys.path.insert(0, request["directory"])
    # Whoever looks whether its parent still lives means the parent of the process that it stands for.
    vars(os).update(getppid=lambda: request["parent"])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    gc.enable()


def _end_with(connection: socket.socket) -> None:
    """End when the process that this one stands for is gone."""
    connection.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _run(module: str) -> int:
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        if isinstance(leaving.code, str):
            print(leaving.code, file=sys.stderr)
            return 1
        return leaving.code or 0
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
