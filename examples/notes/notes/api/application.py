"""The API's table of contents."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import Route, WebSocketRoute

from notes.api import echo, errors, files, health, hits, notes, stream
from notes.services import Services
from notes.settings import ApiSettings

ROUTES = [
    Route("/healthz", health.healthz),
    Route("/version", health.version),
    Route("/api/version", health.version),
    Route("/api/notes", notes.collection, methods=["GET"]),
    Route("/api/notes", notes.add, methods=["POST"]),
    Route("/api/notes/events", stream.events),
    Route("/api/events", stream.events),
    Route("/api/notes/{id:int}", notes.one, methods=["GET"]),
    Route("/api/notes/{id:int}", notes.delete, methods=["DELETE"]),
    Route("/api/hits", hits.read, methods=["GET"]),
    Route("/api/hits", hits.add, methods=["POST"]),
    Route("/api/files", files.collection, methods=["GET"]),
    Route("/api/files", files.add, methods=["POST"]),
    Route("/api/files/{id:uuid}", files.one),
    Route("/api/files/{id:uuid}/content", files.content),
    WebSocketRoute("/api/echo", echo.echo),
]


def application(
    settings: ApiSettings,
    services: Services,
    running: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
) -> Starlette:
    """Make the application; `running` surrounds the time in which it answers."""
    sessions = Middleware(
        SessionMiddleware,
        secret_key=settings.session_secret,
        https_only=settings.web_url.startswith("https://"),
    )
    # The page is usually served under the API's own name; where it is not, its origin alone may call.
    other_origin = Middleware(
        CORSMiddleware,
        allow_origins=[settings.web_url],
        allow_methods=["GET", "POST", "DELETE"],
        allow_credentials=True,
    )
    made = Starlette(
        routes=ROUTES, middleware=[other_origin, sessions], exception_handlers=errors.HANDLERS, lifespan=running
    )
    made.state.services = services
    return made
