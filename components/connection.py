"""What a part needs in order to use another: values, secrets by reference, and permissions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pulumi


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One permission: exactly these actions on exactly these resources."""

    actions: tuple[str, ...]
    """The cloud's own action names, never a wildcard, for example `s3:GetObject`."""
    resources: tuple[pulumi.Input[str], ...]
    """The cloud's names of the resources (ARNs on AWS)."""
    conditions: Mapping[str, Mapping[str, pulumi.Input[str]]] = field(default_factory=dict)
    """Operator -> key -> value, as in the cloud's policy language."""


@dataclass(frozen=True, kw_only=True)
class Connection:
    """What a part hands to the parts that say `uses: [it]`."""

    values: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """Facet -> value that may be seen, for example `host`, `port`, `bucket`, `region`, `url` of a service."""
    secrets: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """Facet -> reference by which a container reads the secret (on AWS the `valueFrom` of a task definition)."""
    personal: Mapping[str, Mapping[str, pulumi.Input[str]]] = field(default_factory=dict)
    """Consumer -> facet -> secret that it alone is handed, where a cloud gives containers no identity."""
    statements: tuple[Statement, ...] = ()
    """What the consumer's own identity may do."""
    execution_statements: tuple[Statement, ...] = ()
    """What whoever starts the consumer's containers may do: read the secrets above and the key behind them."""

    def handed_to(self, consumer: str) -> "Connection":
        """The connection as one consumer gets it: with the secrets that are its own, and nobody else's."""
        return replace(self, secrets={**self.secrets, **self.personal.get(consumer, {})}, personal={})


@dataclass(frozen=True)
class Facet:
    """One value of a part's connection: `{cache.url/1}` is facet `url/1` of part `cache`."""

    part: str
    key: str


@dataclass(frozen=True)
class Template:
    """A variable's value as `settings` read it: text and facets in order.

    A secret facet always stands alone in its template, so that it can be handed over by reference.
    """

    segments: tuple[str | Facet, ...]
