"""Durations as Go writes them."""

import re

PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")
NANOSECONDS = {"ns": 1, "us": 10**3, "µs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}


def nanoseconds(text: str) -> int:
    """A duration such as 1m30s in nanoseconds; 0 for empty text."""
    return round(sum(float(number) * NANOSECONDS[unit] for number, unit in PART.findall(text)))
