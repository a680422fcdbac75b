"""What a request brings, checked: HTTPException says in a sentence what is wrong with it."""

import json
import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_BODY = 64 * 1024
"""Bytes; a note of the greatest length fits in, however it is encoded."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters other than tab and new line, and halves of characters: PostgreSQL refuses some of them."""


async def json_object(request: Request) -> dict[str, Any]:
    """The request's body, which must be a JSON object."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "the Content-Type must be application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413, f"the body may have at most {LARGEST_BODY} bytes")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(400, "the body is not JSON") from None
    if not isinstance(value, dict):
        raise HTTPException(400, "the body must be a JSON object")
    return value


def text(body: dict[str, Any], name: str, longest: int) -> str:
    """A text of a body that must be there, not blank, and of at most so many characters."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise HTTPException(400, f"{name} must be a text that is not empty")
    if len(value) > longest:
        raise HTTPException(400, f"{name} may have at most {longest} characters")
    if UNPRINTABLE.search(value):
        raise HTTPException(400, f"{name} may not have control characters")
    return value


def number(request: Request, name: str, default: int, allowed: range) -> int:
    """A whole number of the query."""
    value = request.query_params.get(name, str(default))
    # No number that is allowed has more digits than these; int() refuses thousands of them with an error of its own.
    if not re.fullmatch(r"[0-9]{1,19}", value) or int(value) not in allowed:
        raise HTTPException(400, f"{name} must be a whole number from {allowed[0]} to {allowed[-1]}")
    return int(value)
