"""towow's API as far as its home can tell."""

import os
import socket
from typing import LiteralString

import psycopg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute

from tests.live.applications.shared import echo, stream

NAMES = ("OPENAGENT_HOST", "OPENAGENT_HTTP_PORT", "OPENAGENT_GRPC_PORT", "APP_ENV", "DEBUG", "CORS_ORIGINS")


def ask(statement: LiteralString) -> int:
    """A number from the database."""
    address = os.environ["DATABASE_URL"].replace("+asyncpg", "").replace("?ssl=", "?sslmode=")
    with psycopg.connect(address, connect_timeout=3) as database:
        row = database.execute(statement).fetchone()
    return row[0] if row else 0


def health(_: Request) -> JSONResponse:
    """Alive."""
    return JSONResponse({"status": "healthy"})


def ready(_: Request) -> JSONResponse:
    """Ready while the database answers."""
    ask("select 1")
    return JSONResponse({"status": "ready", "database": "healthy"})


def version(_: Request) -> JSONResponse:
    """Which version answers, and whose container."""
    return JSONResponse({"version": os.environ["VERSION"], "host": socket.gethostname()})


def negotiations(_: Request) -> JSONResponse:
    """Rows of a table that the SQL files make."""
    return JSONResponse({"negotiations": ask("select count(*) from negotiations")})


def settings(_: Request) -> JSONResponse:
    """What the stack told it; no secret among them."""
    return JSONResponse({name: os.environ.get(name) for name in NAMES})


def told(request: Request) -> JSONResponse:
    """What the entry says of the client."""
    return JSONResponse(dict(request.headers))


def events(request: Request) -> StreamingResponse:
    """Two events, as far apart as is asked for."""
    return stream(float(request.query_params["silence"]))


def metrics(_: Request) -> PlainTextResponse:
    """What is for Prometheus alone."""
    return PlainTextResponse('http_requests_total{method="GET"} 1\n')


app = Starlette(
    routes=[
        Route("/health", health),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
        Route("/api/version", version),
        Route("/api/negotiations", negotiations),
        Route("/api/settings", settings),
        Route("/api/told", told),
        Route("/api/events", events),
        WebSocketRoute("/api/echo", echo),
    ]
)
