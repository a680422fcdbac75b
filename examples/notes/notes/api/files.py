"""Files: browsers send them to the bucket and fetch them from it themselves, by links signed here."""

import re
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from notes import services
from notes.api import body
from notes.file_records import File
from notes.storage import LINK_SECONDS

LONGEST_NAME = 200
LONGEST_TYPE = 100
MOST = 100
"""Files in one answer."""
TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
"""A media type without parameters (RFC 6838)."""


async def collection(request: Request) -> Response:
    """The newest files, newest first."""
    return JSONResponse([file.public() for file in await services.of(request).files.newest(MOST)])


async def add(request: Request) -> Response:
    """Record a file, and give the link to which its bytes may be PUT, with the headers given."""
    at_hand = services.of(request)
    given = await body.json_object(request)
    name = body.text(given, "name", LONGEST_NAME)
    if re.search(r"[/\\\r\n\t]", name):
        raise HTTPException(400, "name may not have slashes, tabs or new lines")
    content_type = body.text(given, "content_type", LONGEST_TYPE)
    if not TYPE.fullmatch(content_type):
        raise HTTPException(400, "content_type must be a media type such as text/plain")
    file = await at_hand.files.add(name, content_type)
    link = await run_in_threadpool(at_hand.storage.upload_link, file.key, content_type)
    upload = {"upload": link, "method": "PUT", "headers": {"Content-Type": content_type}}
    return JSONResponse({**file.public(), **upload, "expires_seconds": LINK_SECONDS}, 201)


async def one(request: Request) -> Response:
    """A file that was uploaded, and the link from which it can be saved."""
    file, link = await _uploaded(request)
    return JSONResponse({**file.public(), "download": link, "expires_seconds": LINK_SECONDS})


async def content(request: Request) -> Response:
    """Send a browser to the file itself, so that a page can link to it with an address that does not expire."""
    _, link = await _uploaded(request)
    return RedirectResponse(link, headers={"Cache-Control": "no-store"})


async def _uploaded(request: Request) -> tuple[File, str]:
    at_hand = services.of(request)
    identity = request.path_params["id"]
    file = await at_hand.files.get(identity)
    if file is None:
        raise HTTPException(404, f"there is no file {identity}")
    size = await run_in_threadpool(at_hand.storage.size, file.key)
    if size is None:
        raise HTTPException(404, f"file {identity} was not uploaded yet")
    if size != file.size:
        await at_hand.files.seen(identity, size)
    link = await run_in_threadpool(at_hand.storage.download_link, file.key, file.name)
    return replace(file, size=size), link
