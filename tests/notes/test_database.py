"""Whoever waits for the database is answered in time."""

import asyncio

import pytest
from psycopg import OperationalError

from notes import database


def test_work_that_ends_in_time_gives_its_answer_or_its_error() -> None:
    async def answer() -> int:
        return 7

    async def refusal() -> int:
        raise OperationalError("refused")

    assert asyncio.run(database.within(60, answer())) == 7
    with pytest.raises(OperationalError, match=r"^refused$"):
        asyncio.run(database.within(60, refusal()))


def test_nobody_waits_for_work_that_cannot_even_be_cancelled() -> None:
    async def scenario() -> None:
        silent = asyncio.Event()

        async def stuck() -> None:
            try:
                await silent.wait()
            except asyncio.CancelledError:
                await silent.wait()  # psycopg asks the server to cancel, and waits for that
                raise

        with pytest.raises(OperationalError, match=r"^no answer within 0\.001 seconds$"):
            await database.within(0.001, stuck())
        assert len(database._unfinished) == 1
        silent.set()
        await asyncio.wait(set(database._unfinished))
        await asyncio.sleep(0)
        assert not database._unfinished

    asyncio.run(scenario())


def test_a_database_that_is_not_there_is_said_to_be_away() -> None:
    async def scenario() -> None:
        pool = database.pool("postgresql://app@127.0.0.1:1/app")
        pool.timeout = 0.1
        await pool.open()
        assert await database.answers(pool) is False
        await pool.close()

    asyncio.run(scenario())


@pytest.mark.parametrize("setting", ["connect_timeout=3", "sslmode=require"])
def test_a_time_out_is_added_to_the_address(setting: str) -> None:
    async def scenario() -> None:
        assert setting in str(database.pool("postgresql://app@database/app?sslmode=require").conninfo)

    asyncio.run(scenario())
