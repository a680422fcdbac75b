"""Files that are copied into a container before it starts."""

import base64
import grp
import io
import pwd
import tarfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.behaviour import Refusal

READABLE, EXECUTABLE = 0o644, 0o744
"""Modes of a file that is given none (facts: uploads.executable)."""


def archive(uploads: Sequence[Mapping[str, Any]], folder: Path = Path()) -> bytes:
    """The files as a tar archive of the container's root. Raises Refusal for one that cannot be read.

    Relative sources start at `folder`.
    """
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for upload in uploads:
            content = content_of(upload, folder)
            entry = tarfile.TarInfo(str(upload["file"]).lstrip("/"))
            entry.size, entry.mtime, entry.mode = len(content), int(time.time()), mode_of(upload)
            entry.uid, entry.gid = user_id(upload.get("owner")), group_id(upload.get("group"))
            tar.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def content_of(upload: Mapping[str, Any], folder: Path) -> bytes:
    """What the file holds: text, base64, or another file on this machine."""
    if upload.get("content"):
        return str(upload["content"]).encode()
    if upload.get("contentBase64"):
        return base64.b64decode(upload["contentBase64"])
    try:
        return (folder / upload["source"]).read_bytes()
    except OSError as problem:
        raise Refusal(f"uploads: {upload['source']} cannot be read ({problem.strerror})") from problem


def mode_of(upload: Mapping[str, Any]) -> int:
    """The file's mode."""
    if upload.get("permissions"):
        return int(upload["permissions"], 8)
    return EXECUTABLE if upload.get("executable") else READABLE


def user_id(owner: Any) -> int:
    """The number of a user: a number, or the name of a user of this machine. Raises Refusal."""
    if not owner:
        return 0
    try:
        return int(owner) if str(owner).isdigit() else pwd.getpwnam(str(owner)).pw_uid
    except KeyError as problem:
        raise Refusal(f"uploads: this machine has no user {owner}; give the owner as a number") from problem


def group_id(group: Any) -> int:
    """The number of a group: a number, or the name of a group of this machine. Raises Refusal."""
    if not group:
        return 0
    try:
        return int(group) if str(group).isdigit() else grp.getgrnam(str(group)).gr_gid
    except KeyError as problem:
        raise Refusal(f"uploads: this machine has no group {group}; give the group as a number") from problem
