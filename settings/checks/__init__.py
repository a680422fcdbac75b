"""What no single value shows: rules between values, one file per subject."""

from collections.abc import Callable

from settings.checks import (
    containers,
    database,
    drivers,
    files,
    forwarding,
    images,
    network,
    operators,
    places,
    production,
    recovery,
    scaling,
    schedule,
    stack,
    watching,
    windows,
)
from settings.parts import Draft

SUBJECTS: tuple[Callable[[Draft], None], ...] = (
    containers.check,
    images.check,
    scaling.check,
    schedule.check,
    database.check,
    windows.check,
    network.check,
    operators.check,
    forwarding.check,
    files.check,
    drivers.check,
    production.check,
    watching.check,
    stack.check,
)
"""Subjects that need no more than the draft."""


def run(draft: Draft, region: str) -> None:
    """Report everything that is wrong between values, and between them and the place."""
    for subject in SUBJECTS:
        subject(draft)
    places.check(draft, region)
    recovery.check(draft, region)
