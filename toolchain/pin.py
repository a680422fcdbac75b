"""Which Pulumi this project runs on: the version in `toolchain/go.mod`, the same as the Python SDK's."""

import hashlib
import re
from pathlib import Path

HERE = Path(__file__).parent


def version(folder: Path = HERE) -> str:
    """The pinned version, such as `3.259.0`. Raises ValueError when the folder's go.mod pins none."""
    module = (folder / "go.mod").read_text(encoding="utf-8")
    found = re.search(r"github\.com/pulumi/pulumi/pkg/v3 v(\d+\.\d+\.\d+)\b", module)
    if found is None:
        raise ValueError(f"{folder / 'go.mod'} does not require github.com/pulumi/pulumi/pkg/v3")
    return found[1]


def digest(folder: Path = HERE) -> str:
    """A name for exactly what would be built: the checksum of the pinned modules."""
    content = b"".join((folder / name).read_bytes() for name in ("go.mod", "go.sum", "tools.go"))
    return hashlib.sha256(content).hexdigest()[:16]


def as_numbers(text: str) -> tuple[int, ...]:
    """A version in comparable form; `v3.259.0-dev` counts as 3.259.0, and what is no version as less than any."""
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", text.strip())
    return tuple(int(part) for part in found.groups()) if found else ()
