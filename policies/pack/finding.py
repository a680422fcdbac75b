"""What a check found wrong, or could not judge yet."""

from dataclasses import dataclass

from policies.pack.resource import Resource


@dataclass(frozen=True)
class Finding:
    """One place where a rule is broken, or where only the deployment will tell."""

    resource: Resource
    location: str
    found: str
    """How things are, as a clause after the location: `is false`; never a secret."""
    remedy: str
    """What to do, as an imperative: `set it to true`."""
    unknown: bool = False
    proof: str | None = None
    """The resource type that settles an unknown: the value is good when it comes from such a resource."""
    itself: bool = False
    """Whether what is unknown is the value at the location, and nothing else that was looked at."""
