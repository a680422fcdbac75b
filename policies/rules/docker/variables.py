"""Secrets among a container's variables, which Docker has as texts `NAME=value`."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import ResourceCheck
from policies.pack.finding import Finding
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.plain_secrets import no_plain_secret

REMEDY = "mark it secret, or better, put it into a file and name the file: NAME_FILE=/run/secrets/name"


@dataclass(frozen=True)
class OpenEnvironment(ResourceCheck):
    """No variable holds a secret, unless it is marked as one: then state and logs hold it encrypted."""

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """One finding for every secret that stands open, by the variable's name."""
        refuses = no_plain_secret()
        for reading in read(resource.properties, "envs[]"):
            if reading.secret:
                continue
            unknown = reading.value is Marker.UNKNOWN
            name, _, value = str(reading.value).partition("=")
            if unknown:
                yield Finding(resource, reading.location, "is a variable", REMEDY, unknown=True)
            elif refuses.test({"name": name, "value": value}) is not True:
                yield Finding(resource, f"envs[{name[:64]}]", "is a secret in plain text", REMEDY)
