"""The package `tls`: real keys, requests and certificates, which live only in the stack's state."""

from simulator.answers import Answers
from simulator.catalogue.store import catalogue_of
from simulator.checking.provider import unknown_settings
from simulator.package import Package
from simulator.references import References
from simulator.tls.behaviours import BEHAVIOURS


def tls() -> Package:
    """The package, at the version of the SDK that the project pins."""
    return Package(
        name="tls",
        version="5.6.2",
        catalogue=catalogue_of("tls"),
        answers=Answers(),
        references=References(),
        behaviours=BEHAVIOURS,
        check_configuration=lambda settings: unknown_settings(settings, ("proxy",)),
        stored=False,
    )
