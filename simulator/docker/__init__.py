"""The package `docker`: one Docker host, simulated. What is made on a real one is in simulator/docker/live/."""

from pathlib import Path

from simulator.answers import Answers
from simulator.catalogue.store import catalogue_of
from simulator.docker.behaviours import BEHAVIOURS
from simulator.docker.configuration import check_configuration
from simulator.package import Package
from simulator.references import References

FOLDER = Path(__file__).parent
VERSION = "5.2.0"
"""The SDK's version, which the project pins."""
PREDEFINED = ("bridge", "host", "none")
"""Networks that every daemon has."""


def docker() -> Package:
    """The package."""
    references = References(FOLDER / "references.yaml")
    references.foreign = frozenset(PREDEFINED)
    return Package(
        name="docker",
        version=VERSION,
        catalogue=catalogue_of("docker"),
        answers=Answers(FOLDER / "answers.yaml"),
        references=references,
        behaviours=BEHAVIOURS,
        check_configuration=check_configuration,
    )
