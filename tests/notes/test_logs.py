"""Logs are one JSON object a line."""

import json
import logging

from notes import logs


def line(record: logging.LogRecord) -> dict[str, object]:
    text = logs.JsonLines().format(record)
    assert "\n" not in text
    return json.loads(text)


def record(name: str, message: str, *values: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.INFO, "file.py", 1, message, values, None)
    made.__dict__.update(more)
    return made


def test_fields_stand_beside_the_message() -> None:
    said = line(record("notes.worker", "two\n%s", "lines", fields={"queue_delay_seconds": 1.5}))
    assert said.pop("time")
    assert said == {
        "level": "info",
        "logger": "notes.worker",
        "message": "two\nlines",
        "queue_delay_seconds": 1.5,
    }


def test_a_request_is_told_in_fields() -> None:
    said = line(record("uvicorn.access", '%s - "%s %s HTTP/%s" %d', "10.0.0.1:5000", "GET", "/api/notes", "1.1", 200))
    assert {name: said[name] for name in ("client", "method", "path", "status")} == {
        "client": "10.0.0.1:5000",
        "method": "GET",
        "path": "/api/notes",
        "status": 200,
    }


def test_a_traceback_stays_in_its_line() -> None:
    try:
        int("seven")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    said = line(record("notes", "failed", exc_info=info))
    assert str(said["exception"]).endswith("ValueError: invalid literal for int() with base 10: 'seven'")
