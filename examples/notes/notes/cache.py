"""The way to Redis: bounded in time, and found again after the server was away."""

import asyncio
import socket

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

CONNECT_SECONDS = 2
READ_SECONDS = 5
"""Longer than any command of ours blocks."""
HEALTH_SECONDS = 2
KEEPALIVE = {socket.TCP_KEEPIDLE: 30, socket.TCP_KEEPINTVL: 10, socket.TCP_KEEPCNT: 3}
"""After a minute without a sign of life a connection counts as lost, even one that only listens."""


def is_address(url: str) -> bool:
    """Whether the client understands an address, and all its options."""
    try:
        connect(url).connection_pool.make_connection()
    except (TypeError, ValueError):
        return False
    return True


def connect(url: str) -> Redis:
    """Make a client; it connects when first used.

    A connection that a restart of the server broke is made anew once. A command that got no answer in time is not
    repeated: it may have been carried out.
    """
    return Redis.from_url(
        url,
        protocol=2,
        decode_responses=True,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=READ_SECONDS,
        socket_keepalive=True,
        socket_keepalive_options=KEEPALIVE,
        retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
    )


async def answers(redis: Redis) -> bool:
    """Whether Redis answers now."""
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            await redis.ping()
    except (RedisError, TimeoutError):
        return False
    return True
