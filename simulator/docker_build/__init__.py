"""The package `docker-build`: images. Nothing is built; the digest follows from what would be."""

from pathlib import Path

from simulator.answers import Answers
from simulator.catalogue.store import catalogue_of
from simulator.docker_build.image import behaviours
from simulator.package import Package
from simulator.references import References


def docker_build(folder: Path) -> Package:
    """The package, at the version of the SDK it plays; relative paths of build contexts start at `folder`."""
    return Package(
        name="docker-build",
        version="0.0.22",
        catalogue=catalogue_of("docker-build"),
        answers=Answers(),
        references=References(),
        behaviours=behaviours(folder),
        stored=False,
    )
