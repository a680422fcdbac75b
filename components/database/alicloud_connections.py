"""Connections in the unit that CloudMonitor measures them in."""

FULL = 99
"""Percent at which a server counts as full: more than 100 is never measured."""


def percent(limit: int | None, most: int) -> float | None:
    """A number of connections in percent of the `most` that a server admits; None stays None."""
    return None if limit is None else min(100 * limit / most, FULL)
