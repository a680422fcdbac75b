"""Telling a secret from a setting, in a variable that stands in plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import ResourceCheck
from policies.pack.finding import Finding
from policies.pack.paths import read
from policies.pack.predicates import Predicate
from policies.pack.resource import Resource
from policies.pack.values import Marker, Secret, plain

SECRET_NAME = re.compile(
    r"(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY|ACCESS_KEY|CREDENTIALS?|DSN)$",
    re.IGNORECASE,
)
"""A name that ends so holds a secret: `DB_PASSWORD` does, `PASSWORD_MIN_LENGTH` and `TOKEN_FILE` do not."""

PUBLIC_NAME = re.compile(r"^(NEXT_)?PUBLIC_|^VITE_|^REACT_APP_")
"""Variables that front-end tools build into what every visitor downloads; no secret by definition."""

SECRET_VALUE = re.compile(
    r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\bLTAI[A-Za-z0-9]{12,}\b"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\."
    r"|\b(gh[pousr]|github_pat|xox[baprs]|sk|rk)[_-][A-Za-z0-9_-]{16,}"
    r"|://[^/\s:@]*:[^/\s@]+@"
)
"""Access keys of both clouds, PEM private keys, JSON web tokens, common services' tokens, a password in a URL."""


def no_plain_secret() -> Predicate:
    """A variable `{name, value}` that is no secret, by its name and by its value; the value is never shown."""

    def test(variable: object) -> bool:
        named = variable if isinstance(variable, dict) else {}
        name, value = named.get("name"), named.get("value")
        if not isinstance(value, str) or value.lower() in ("", "true", "false"):
            return True
        by_name = isinstance(name, str) and SECRET_NAME.search(name) and not PUBLIC_NAME.search(name)
        return not (by_name or SECRET_VALUE.search(value))

    return Predicate("a reference to a stored secret", test, lambda _: "a secret in plain text")


@dataclass(frozen=True)
class OpenVariables(ResourceCheck):
    """No variable at `path` holds a secret, unless it is marked as one: then state and logs hold it encrypted."""

    path: str
    name: str
    """The key under which a variable has its name."""

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """One finding for every secret that stands open."""
        refuses = no_plain_secret()
        for reading in read(resource.properties, self.path):
            variable = reading.value if isinstance(reading.value, dict) else {}
            value = variable.get("value")
            if reading.secret or isinstance(value, Secret):
                continue
            unknown = Marker.UNKNOWN in (reading.value, value)
            named = {"name": plain(variable.get(self.name)), "value": "known later" if unknown else value}
            if reading.value is Marker.UNKNOWN or refuses.test(named) is not True:
                remedy = "list it under secrets in app.yaml, and set it with `pulumi config set --secret`"
                yield Finding(resource, reading.location, "is a secret in plain text", remedy, unknown)
