"""Notes: kept in PostgreSQL, told to everybody, and counted by the worker."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from uuid import uuid4

from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from notes import services
from notes.api import body
from notes.events import Event, publish
from notes.note_records import Note

LONGEST = 2000
"""Characters of a note."""
LARGEST_ID = 2**63 - 1
"""Of PostgreSQL's bigint."""
MOST = 1000
"""Notes in one answer."""

log = logging.getLogger(__name__)


async def collection(request: Request) -> Response:
    """The newest notes, or with `?after=ID` those that follow one; oldest first, at most `?limit=N`."""
    records = services.of(request).notes
    limit = body.number(request, "limit", 100, range(1, MOST + 1))
    if "after" in request.query_params:
        found = await records.after(body.number(request, "after", 0, range(LARGEST_ID + 1)), limit)
    else:
        found = await records.newest(limit)
    visitor = request.session.setdefault("visitor", uuid4().hex)
    return JSONResponse([_shown(note, visitor) for note in found])


async def add(request: Request) -> Response:
    """Keep a note: it is committed when this answers."""
    at_hand = services.of(request)
    visitor = request.session.get("visitor")
    note = await at_hand.notes.add(body.text(await body.json_object(request), "text", LONGEST), visitor)
    with _redis_may_be_away("note", note.id):
        # In this order, so that nobody hears of the words of a note that they do not know.
        await publish(at_hand.redis, Event("note", note.public()))
        await at_hand.queue.put(note.id)
    return JSONResponse(_shown(note, visitor), 201, {"Location": f"/api/notes/{note.id}"})


async def one(request: Request) -> Response:
    """A note."""
    return JSONResponse(_shown(await _note(request), request.session.get("visitor")))


async def delete(request: Request) -> Response:
    """Delete a note: of somebody's session only in that session."""
    at_hand = services.of(request)
    note = await _note(request)
    if note.author is not None and note.author != request.session.get("visitor"):
        raise HTTPException(403, f"only who wrote note {note.id} may delete it")
    await at_hand.notes.delete(note.id)
    with _redis_may_be_away("deletion of note", note.id):
        await publish(at_hand.redis, Event("deleted", {"id": note.id}))
    return Response(status_code=204)


async def _note(request: Request) -> Note:
    number = request.path_params["id"]
    note = await services.of(request).notes.get(number) if number <= LARGEST_ID else None
    if note is None:
        raise HTTPException(404, f"there is no note {number}")
    return note


def _shown(note: Note, visitor: str | None) -> dict[str, object]:
    return {**note.public(), "mine": visitor is not None and note.author == visitor}


@contextmanager
def _redis_may_be_away(what: str, number: int) -> Generator[None]:
    """Log that something could not be told.

    What PostgreSQL keeps is kept all the same, and the worker finds notes that nobody put into its queue.
    """
    try:
        yield
    except RedisError as error:
        log.warning(
            "the cache does not answer: %s %s is not told", what, number, extra={"fields": {"error": str(error)}}
        )
