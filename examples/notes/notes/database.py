"""The way to PostgreSQL: bounded in time, and found again after the server was away."""

import asyncio
from collections.abc import Coroutine
from typing import Any, LiteralString, TypeVar

from psycopg import AsyncConnection, OperationalError, ProgrammingError, conninfo
from psycopg.rows import class_row
from psycopg_pool import AsyncConnectionPool

CONNECT_SECONDS = 3
POOL_SECONDS = 3
"""How long a request waits for a connection before it is told to come back."""
ANSWER_SECONDS = 8
"""How long it waits for all that a statement needs, a connection included; then the statement is cancelled."""
RECONNECT_SECONDS = 5
"""How long an attempt to connect is repeated, ever more seldom; the next request starts another."""
HEALTH_SECONDS = 2
LARGEST_POOL = 10

Pool = AsyncConnectionPool[AsyncConnection]
Row = TypeVar("Row")
_unfinished: set[asyncio.Task[Any]] = set()


def is_address(url: str) -> bool:
    """Whether libpq understands an address."""
    try:
        conninfo.conninfo_to_dict(url)
    except ProgrammingError:
        return False
    return True


def pool(url: str) -> Pool:
    """Make a pool; it connects once opened, and keeps trying.

    A connection that a restart of the server broke is replaced before anybody is handed it.
    """
    return AsyncConnectionPool(
        conninfo.make_conninfo(url, connect_timeout=CONNECT_SECONDS),
        min_size=1,
        max_size=LARGEST_POOL,
        timeout=POOL_SECONDS,
        reconnect_timeout=RECONNECT_SECONDS,
        check=AsyncConnectionPool.check_connection,
        open=False,
        name="database",
    )


async def rows(connections: Pool, kind: type[Row], statement: LiteralString, *values: object) -> list[Row]:
    """Carry out a statement, commit, return its rows; raises OperationalError where the database does not answer."""

    async def work() -> list[Row]:
        async with connections.connection() as connection, connection.cursor(row_factory=class_row(kind)) as cursor:
            await cursor.execute(statement, values)
            return await cursor.fetchall()

    return await within(ANSWER_SECONDS, work())


async def answers(connections: Pool) -> bool:
    """Whether the database answers now."""

    async def work() -> None:
        async with connections.connection() as connection:
            await connection.execute("SELECT 1")

    try:
        await within(HEALTH_SECONDS, work())
    except OperationalError:
        return False
    return True


async def within(seconds: float, work: Coroutine[Any, Any, Row]) -> Row:
    """Wait this long for work; OperationalError after that.

    A server that is silent but not gone answers neither a statement nor the request to cancel it, for which psycopg
    waits ten seconds more: whoever asked need not wait for that.
    """
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if done:
        return task.result()
    _unfinished.add(task)
    task.add_done_callback(_forget)
    task.cancel()
    raise OperationalError(f"no answer within {seconds} seconds")


def _forget(task: asyncio.Task[Any]) -> None:
    _unfinished.discard(task)
    if not task.cancelled():
        task.exception()
