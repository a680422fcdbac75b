"""The operator's settings on a server: `.env`, made from a template, handed to Pulumi as secrets."""

import re
import shutil
from pathlib import Path

from host.problem import HostError

TEMPLATES = (".env.prod.example", ".env.example")
"""Names of the template in the project; the first that is there counts."""

_LINE = re.compile(r"(?:export )?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.*)")


def make(path: Path, project: Path) -> bool:
    """Make the file from the project's template, for its owner alone; an existing one is kept. Whether it is new."""
    if path.exists():
        return False
    template = next((project / name for name in TEMPLATES if (project / name).is_file()), None)
    if template is None:
        return False
    shutil.copyfile(template, path)
    path.chmod(0o600)
    return True


def read(path: Path) -> dict[str, str]:
    """Names and values; empty without the file. HostError tells which line is neither, never what it says."""
    if not path.is_file():
        return {}
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            raise HostError(f"{path}, line {number}: not a setting; allowed: NAME=value, a comment, or nothing")
        found[match["name"]] = _unquoted(match["value"])
    return found


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
