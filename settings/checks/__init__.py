"""What no single value shows: rules between values, one file per subject."""

from settings.checks import containers, database, files, images, network, operators, scaling, schedule, stack, windows
from settings.parts import Draft


def run(draft: Draft) -> None:
    """Report everything that is wrong between values."""
    for subject in (containers, images, scaling, schedule, database, windows, network, operators, files, stack):
        subject.check(draft)
