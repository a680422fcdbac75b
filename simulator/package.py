"""One Pulumi package as the simulator plays it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.answers import Answers
from simulator.behaviour import NOTHING, Behaviour, Call
from simulator.catalogue import Catalogue
from simulator.cloud import Cloud
from simulator.references import References

Invoke = Callable[[Cloud, str, Mapping[str, Any]], Mapping[str, Any]]
"""The cloud, the provider's region and the arguments -> the answer; raises Refusal."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """What tells the servicer how to play a package."""

    name: str
    version: str
    """The SDK's version, so that the engine sees the plugin it asks for."""
    catalogue: Catalogue
    answers: Answers
    references: References
    behaviours: Mapping[str, Behaviour] = field(default_factory=dict)
    invokes: Mapping[str, Invoke] = field(default_factory=dict)
    check_configuration: Callable[[Mapping[str, Any]], list[str]] = lambda _: []
    """The provider's own inputs -> what is wrong with them."""
    replacing_configuration: tuple[str, ...] = ()
    """Provider inputs whose change replaces everything the provider made."""
    stored: bool = True
    """Whether its resources exist in a cloud, or only in the stack's state."""
    default_region: str = "us-east-1"
    regional: bool = False
    """Whether everything lies in the provider's region; else only types with an input `region` lie in one."""
    worldwide: frozenset[str] = frozenset()
    """Types that lie in no region all the same."""
    surroundings: Callable[[Call], Mapping[str, str]] = lambda _: {}
    """What templates of answers may use beside the resource's own properties and {home_region}."""

    def behaviour(self, token: str) -> Behaviour:
        """The hooks of a type."""
        return self.behaviours.get(token, NOTHING)
