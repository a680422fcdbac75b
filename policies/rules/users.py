"""Users that are programs: each has a key, and the key is where only the program reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.resource import Resource


@dataclass(frozen=True, kw_only=True)
class KeyStore:
    """How a cloud's users, their keys and what holds a key refer to each other."""

    user: str
    key: str
    through: str
    """The property of a key, or of a policy, that names its user."""
    stored: str = ""
    """The type that holds keys; empty where they are handed on inside the stack's state."""
    inside: str = ""
    """Its property with the key in it."""


def has_stored_key(store: KeyStore) -> GraphCheck:
    """Each user has a key, and each of its keys is held where secrets are."""

    def look(graph: Graph, user: Resource) -> Iterator[Finding]:
        keys = graph.referrers(user, store.key, store.through)
        if not keys:
            yield Finding(user, "", "has no key, so it is no program's", "give the program a role, and people sign-on")
        for key in keys:
            if store.stored and not graph.referrers(key, store.stored, store.inside):
                short = store.stored.rpartition(":")[2]
                yield Finding(key, "", "is stored nowhere", f"put it into a {short}, for its program alone")

    return GraphCheck(store.user, look)


def is_for_a_user(resource_type: str, store: KeyStore) -> GraphCheck:
    """Each resource of the type is for a user of this stack: others are not the stack's to give anything."""

    def look(graph: Graph, resource: Resource) -> Iterator[Finding]:
        if not graph.follow(resource, store.through, store.user):
            yield Finding(resource, store.through, "leads to no user of this stack", "give the program a role")

    return GraphCheck(resource_type, look)
