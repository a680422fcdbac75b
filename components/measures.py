"""Figures that only the application knows: recorded, and watched where it says so."""

from typing import Literal

from pydantic import Field

from components.spec import Spec


class MeasureSpec(Spec):
    """A number that a part writes to its log: a line of JSON with a field of the measure's name."""

    above: float | None = None
    """Somebody is told when it is above this; together with `below` never."""
    below: float | None = None
    """Somebody is told when it is below this."""
    statistic: Literal["average", "minimum", "maximum", "sum", "p95"] = "average"
    """What is made of the numbers of one `minutes`."""
    minutes: int = Field(5, ge=1, le=60)
    """Length of time that is looked at."""
