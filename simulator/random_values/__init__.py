"""The package `random`: values that live only in the stack's state."""

from simulator.answers import Answers
from simulator.catalogue.store import catalogue_of
from simulator.package import Package
from simulator.random_values.values import BEHAVIOURS
from simulator.references import References


def random_values() -> Package:
    """The package, at the version of the SDK that the project pins."""
    return Package(
        name="random",
        version="4.21.4",
        catalogue=catalogue_of("random"),
        answers=Answers(),
        references=References(),
        behaviours=BEHAVIOURS,
        stored=False,
    )
