"""The settings of a stack on one Docker host."""

import json
from typing import Any

COMMAND = "jobs: {cleanup: {command: [clean]}}"
"""The base application has a job on a schedule, which says on a Docker host what it runs."""


def host(section: dict[str, Any] | None = None, **more: str) -> dict[str, str]:
    """A stack's settings on a Docker host: no region, `groundwork:docker`, and other keys of the namespace."""
    written = {} if section is None else {"groundwork:docker": json.dumps(section)}
    keys = {f"groundwork:{key}": value for key, value in more.items()}
    return {"aws:region": "", "groundwork:cloud": "docker", **written, **keys}
