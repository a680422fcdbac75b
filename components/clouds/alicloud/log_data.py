"""Reads what Simple Log Service answers to PullLogs: a LogGroupList in the wire format of Protocol Buffers.

This file is a module of a function's code: it imports nothing but what the runtime has. Field numbers: Simple Log
Service, "Data encoding"; wire format: protobuf.dev, "Encoding".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

VARINT, DELIMITED = 0, 2
FIXED_BYTES = {1: 8, 5: 4}
"""Kinds of fields: a number of any length, bytes behind their length, and kind -> bytes of those of one length."""


@dataclass(frozen=True)
class Line:
    """One log of a group."""

    time_ns: int
    """Nanoseconds since 1970."""
    source: str
    """The address of whoever sent the group."""
    contents: Mapping[str, str]


def lines(data: bytes) -> Iterator[Line]:
    """Every log of every group, in order; ValueError for what is no such list."""
    for number, group in _fields(data):
        if number == 1:
            yield from _group(_bytes(group))


def _group(data: bytes) -> Iterator[Line]:
    fields = list(_fields(data))
    source = next((_text(value) for number, value in fields if number == 4), "")
    for number, value in fields:
        if number == 1:
            yield _line(_bytes(value), source)


def _line(data: bytes, source: str) -> Line:
    seconds = nanoseconds = 0
    contents = {}
    for number, value in _fields(data):
        if number == 1:
            seconds = _number(value)
        elif number == 2:
            pair = {inner: _text(found) for inner, found in _fields(_bytes(value))}
            contents[pair[1]] = pair.get(2, "")
        elif number == 4:
            nanoseconds = int.from_bytes(_bytes(value), "little")
    return Line(time_ns=seconds * 1_000_000_000 + nanoseconds, source=source, contents=contents)


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of every field of a message."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == VARINT:
            number, at = _varint(data, at)
            yield tag >> 3, number
            continue
        if kind == DELIMITED:
            length, at = _varint(data, at)
        elif kind in FIXED_BYTES:
            length = FIXED_BYTES[kind]
        else:
            raise ValueError(f"there is no kind {kind} of field")
        if at + length > len(data):
            raise ValueError("the answer ends within a field")
        yield tag >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number, seven bits a byte, and where what follows begins."""
    value = shift = 0
    while True:
        if at >= len(data):
            raise ValueError("the answer ends within a number")
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def _bytes(value: int | bytes) -> bytes:
    """Bytes as they are; a number is no message and no text."""
    return value if isinstance(value, bytes) else b""


def _number(value: int | bytes) -> int:
    return value if isinstance(value, int) else 0


def _text(value: int | bytes) -> str:
    return _bytes(value).decode("utf-8", "replace")
