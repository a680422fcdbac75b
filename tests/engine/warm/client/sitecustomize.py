"""Lets the warm process do what this one was started for; imported by Python as it starts."""

import os
import sys

SCRIPTS = {"simulate": "simulator"}
"""Commands and the modules that they are."""


def _asked_for() -> "tuple[str, list[str]] | None":
    """The module that is run and its arguments, if it is one to be forked."""
    words = sys.orig_argv[1:]
    while words and words[0].startswith("-") and words[0] != "-m":
        words.pop(0)
    if words[:1] == ["-m"]:
        module, arguments = words[1], words[2:]
    else:
        module, arguments = SCRIPTS.get("".join(words[:1]).rpartition("/")[2]), words[1:]
    return (module, arguments) if module in os.environ["WARM_MODULES"].split() else None


def _hand_over(module: str, arguments: "list[str]") -> int:
    """Have a fork run the module with this process's streams; its exit code."""
    import json
    import socket
    from pathlib import Path

    request = {
        "module": module,
        "arguments": arguments,
        "directory": str(Path.cwd()),
        "environment": dict(os.environ),
        "parent": os.getppid(),
        "safe_path": sys.flags.safe_path,
    }
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(os.environ["WARM_ADDRESS"])
        text = json.dumps(request).encode()
        socket.send_fds(connection, [len(text).to_bytes(8, "big")], [0, 1, 2])
        connection.sendall(text)
        told = connection.recv(4)
    # Nothing is told by a fork that was killed.
    return int.from_bytes(told, "big") if told else 1


if "WARM_ADDRESS" in os.environ and (_asked := _asked_for()):
    os._exit(_hand_over(*_asked))
