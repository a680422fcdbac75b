"""What a page over logs shows."""

from dataclasses import dataclass
from typing import Literal

ACCESS = "gateway-access"
"""Store of the entry's access log."""
DAY_SECONDS = 86400


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One line over time, or one figure."""

    title: str
    store: str
    query: str
    kind: Literal["linepro", "statpro"] = "linepro"
    """A line, or a figure."""
    days: int = 1
    """How far back it looks."""
