"""Logs: one line of JSON each, to standard output."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

ACCESS = "uvicorn.access"


class JsonLines(logging.Formatter):
    """Writes a record as JSON; what `extra={"fields": {...}}` holds stands beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_request(record),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def _request(record: logging.LogRecord) -> dict[str, Any]:
    """What uvicorn's record of a request says, as fields of their own."""
    if record.name != ACCESS or not isinstance(record.args, tuple):
        return {}
    client, method, path, _, status = record.args
    return {"client": client, "method": method, "path": path, "status": status}


def start() -> None:
    """Send every logger's records from level INFO on to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # It repeats every attempt to reconnect, with the address; what follows from it is told elsewhere.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
