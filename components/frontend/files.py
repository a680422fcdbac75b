"""The files of a static frontend: found, typed, given a lifetime, uploaded."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pulumi

from components import options

START = "index.html"

IMMUTABLE = "public, max-age=31536000, immutable"
"""For a file whose name changes with its content."""
REVALIDATED = "no-cache"
"""For all others: kept, but asked for again before use."""

CONTENT_HASH = re.compile(r"[.-](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\.")
"""A hexadecimal hash in a file's name, with digits and letters, as bundlers write it."""
SHORT_HASH = re.compile(r"-(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{8}\.")
"""The eight characters that Vite writes, told from a word by digit, small and capital letter."""

TEXT = "; charset=utf-8"

CONTENT_TYPES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".css": f"text/css{TEXT}",
    ".csv": f"text/csv{TEXT}",
    ".gif": "image/gif",
    ".htm": f"text/html{TEXT}",
    ".html": f"text/html{TEXT}",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{TEXT}",
    ".json": "application/json",
    ".map": "application/json",
    ".md": f"text/markdown{TEXT}",
    ".mjs": f"text/javascript{TEXT}",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": f"text/plain{TEXT}",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""The types of IANA's registry; a table of one's own, so that every machine uploads the same."""

OTHER = "application/octet-stream"


@dataclass(frozen=True, kw_only=True)
class WebFile:
    """A file and how it is served."""

    key: str
    """Its path below the folder, with `/`."""
    path: Path
    content_type: str
    cache_control: str


def find(name: str, directory: Path) -> Sequence[WebFile]:
    """Return every file of the folder, hidden ones left out but for `.well-known`; RunError where it has no start."""
    if not (directory / START).is_file():
        raise pulumi.RunError(f"frontends.{name}.directory: {directory} has no {START}; build the frontend first")
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    keyed = {path.relative_to(directory).as_posix(): path for path in paths}
    return [_described(key, path) for key, path in keyed.items() if not _hidden(key)]


Put = Callable[[WebFile, pulumi.ResourceOptions], pulumi.Resource]
"""Puts one file into a bucket."""


def upload(files: Sequence[WebFile], put: Put, opts: pulumi.ResourceOptions) -> None:
    """Put the files into a bucket, pages last: they name the others."""
    others = [put(file, opts) for file in files if not _page(file)]
    after = options.after(opts, *others)
    for file in files:
        if _page(file):
            put(file, after)


def _described(key: str, path: Path) -> WebFile:
    content_type = CONTENT_TYPES.get(path.suffix.lower(), OTHER)
    return WebFile(key=key, path=path, content_type=content_type, cache_control=_lifetime(path.name))


def _lifetime(file_name: str) -> str:
    hashed = CONTENT_HASH.search(file_name) or SHORT_HASH.search(file_name)
    return IMMUTABLE if hashed else REVALIDATED


def _page(file: WebFile) -> bool:
    return file.key.endswith((".html", ".htm"))


def _hidden(key: str) -> bool:
    return any(part.startswith(".") and part != ".well-known" for part in key.split("/"))
