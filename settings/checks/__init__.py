"""What no single value shows: rules between values, one file per subject."""

from settings.checks import (
    containers,
    database,
    files,
    images,
    network,
    operators,
    places,
    scaling,
    schedule,
    stack,
    windows,
)
from settings.parts import Draft


def run(draft: Draft, region: str) -> None:
    """Report everything that is wrong between values, and between them and the place."""
    for subject in (containers, images, scaling, schedule, database, windows, network, operators, files, stack):
        subject.check(draft)
    places.check(draft, region)
