"""X-03: no secret of the stack stands open anywhere else in it: not in a variable, a tag, a text or an output."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Secret
from policies.rules.plain_secrets import SECRET_VALUE
from policies.rules.whole_stack.trail import trail

SHORTEST_SECRET = 12
"""Characters; a shorter text stands elsewhere by chance."""
WORD = re.compile(r"[A-Za-z0-9+/=_.:@%~!#$^&*()-]{12,}")
PASSWORD_IN_URL = re.compile(r"://[^/\s:@]+:([^/\s@]+)@")
TEMPLATE = re.compile(r"[${<]")
"""In a script or a template, what looks like a secret is where one will be put."""
PUBLIC = re.compile(r"certificate|public|sha256:|arn:|acs:", re.IGNORECASE)
"""Texts that may be marked secret for what stands beside them, and are none."""


@dataclass(frozen=True)
class NowhereOpen(StackCheck):
    """No resource of one cloud shows a secret; `type` is the provider's package and a colon."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each place where a secret stands open, with the way it came."""
        secrets = dict(_secrets(graph))
        for resource in graph.resources.values():
            if resource.type.startswith(self.type):
                for location, text in _open_texts(resource.properties, ""):
                    if found := _shown(text, secrets, resource):
                        yield Finding(
                            resource,
                            location,
                            f"shows a secret: {trail(found, f'{resource.name}.{location}')}",
                            "hand it over by reference, or mark it secret: pulumi.Output.secret",
                        )


def _shown(text: str, secrets: dict[str, str], resource: Resource) -> str:
    """Whose secret stands in the text; empty where none does."""
    if any(not TEMPLATE.search(match[0]) for match in SECRET_VALUE.finditer(text)):
        return "a key or password"
    for word in {text, *WORD.findall(text), *PASSWORD_IN_URL.findall(text)}:
        if word in secrets and secrets[word] != resource.name:
            return f"the secret of {secrets[word]}"
    return ""


def _secrets(graph: Graph) -> Iterator[tuple[str, str]]:
    """Every text that the engine knows as secret, with the resource that has it."""
    for resource in graph.resources.values():
        for text in _secret_texts(resource.properties):
            if len(text) >= SHORTEST_SECRET and not PUBLIC.search(text):
                yield text, resource.name


def _secret_texts(value: object) -> Iterator[str]:
    """Texts that are marked themselves; in a list or an object that is marked as a whole, most are no secrets."""
    match value:
        case Secret(value=str() as text):
            yield text
            yield from PASSWORD_IN_URL.findall(text)
        case Secret():
            yield from _secret_texts(value.value)
        case dict():
            for item in value.values():
                yield from _secret_texts(item)
        case list():
            for item in value:
                yield from _secret_texts(item)


def _open_texts(value: object, location: str) -> Iterator[tuple[str, str]]:
    """Every text that is not marked secret, and where it stands."""
    match value:
        case str() if len(value) >= SHORTEST_SECRET:
            yield location, value
        case dict():
            for name, item in value.items():
                yield from _open_texts(item, f"{location}.{name}" if location else str(name))
        case list():
            for position, item in enumerate(value):
                yield from _open_texts(item, f"{location}[{position}]")


AWS, ALICLOUD, DOCKER = ((NowhereOpen(f"{cloud}:"),) for cloud in ("aws", "alicloud", "docker"))
