"""An assistant's backend as far as its home can tell: it uses PostgreSQL and Redis, and writes a log file."""

import json
import os
from pathlib import Path

import psycopg
import redis
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute

from tests.live.applications.shared import echo, stream

SILENCE = 5
"""Seconds between two events."""
LOGS = Path("/app/logs")
SECRETS = ("ZHIPUAI_API_KEY", "PINECONE_API_KEY", "SECRET_KEY")


def counted() -> tuple[int, int]:
    """One more row and one more hit; both outlive this container."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as database:
        database.execute("create table if not exists visits (at timestamptz default now())")
        database.execute("insert into visits default values")
        row = database.execute("select count(*) from visits").fetchone()
    with redis.from_url(os.environ["REDIS_URL"]) as cache:
        return row[0] if row else 0, cache.incr("visits")


def health(_: Request) -> JSONResponse:
    """Well while both stores answer."""
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=3) as database:
        database.execute("select 1")
    redis.from_url(os.environ["REDIS_URL"], socket_timeout=3).ping()
    return JSONResponse({"status": "ok"})


def visits(_: Request) -> JSONResponse:
    """What was counted, and by whom."""
    rows, hits = counted()
    if LOGS.is_dir():
        with (LOGS / "visits.log").open("a") as file:
            file.write(json.dumps({"rows": rows}) + "\n")
    return JSONResponse({"rows": rows, "hits": hits, "version": os.environ["VERSION"], "text": "assistant " * 100})


def secrets(_: Request) -> JSONResponse:
    """How long each secret is; never what it is."""
    return JSONResponse({name: len(os.environ.get(name, "")) for name in SECRETS})


def events(_: Request) -> StreamingResponse:
    """Two events."""
    return stream(SILENCE)


app = Starlette(
    routes=[
        Route("/health", health),
        Route("/visits", visits),
        Route("/secrets", secrets),
        Route("/stream", events),
        WebSocketRoute("/ws", echo),
    ]
)
