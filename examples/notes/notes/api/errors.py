"""Every error is JSON: `{"error": "a sentence"}`."""

import logging
from collections.abc import Callable

from psycopg import OperationalError
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from notes.storage import StorageError

log = logging.getLogger(__name__)


def refused(_: Request, error: Exception) -> Response:
    """Answer what a handler, or the router, refused."""
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


def away(what: str) -> Callable[[Request, Exception], Response]:
    """Make the answer for a part that does not answer: come back in a moment."""

    def answer(_: Request, error: Exception) -> Response:
        log.warning("%s does not answer: %s", what, error, extra={"fields": {"error": type(error).__name__}})
        return JSONResponse({"error": f"the {what} does not answer; try again"}, 503, {"Retry-After": "1"})

    return answer


def broken(_: Request, _error: Exception) -> Response:
    """Answer a mistake of ours; Starlette raises it again, so that it is logged."""
    return JSONResponse({"error": "something is wrong here, and it was logged"}, 500)


HANDLERS = {
    HTTPException: refused,
    OperationalError: away("database"),
    RedisError: away("cache"),
    StorageError: away("bucket"),
    Exception: broken,
}
