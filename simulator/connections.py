"""The configured providers of one package, told apart by their connections."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from simulator.lifecycle import Place


@dataclass(frozen=True, slots=True)
class Connection:
    """One configured provider."""

    place: Place
    cancelled: Event = field(default_factory=Event)
    """Set when the engine closes the provider or is interrupted: nothing waits any longer."""
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The provider's own inputs, without secret marks."""


class Connections:
    """The settings arrive once per connection; later calls carry only the connection's address."""

    def __init__(self, default_region: str) -> None:
        """`default_region` holds where a call comes from an address that was never configured."""
        self._lock = Lock()
        self._by_peer: dict[str, Connection] = {}
        self._last = Connection(Place(region=default_region))
        self._closed = False

    def configure(self, peer: str, settings: Mapping[str, Any]) -> None:
        """Notes the settings of a provider."""
        tags = setting(settings, "defaultTags").get("tags") or {}
        place = Place(region=settings.get("region") or self._last.place.region, default_tags=tags)
        with self._lock:
            self._last = self._by_peer[peer] = Connection(place, settings=settings)
            if self._closed:
                self._last.cancelled.set()

    def of(self, peer: str) -> Connection:
        """The provider behind an address; the one configured last for a new address: a connection was renewed."""
        with self._lock:
            return self._by_peer.get(peer, self._last)

    def cancel(self, peer: str) -> None:
        """Ends the waits of one provider."""
        self.of(peer).cancelled.set()

    def close(self) -> None:
        """Ends all waits."""
        with self._lock:
            self._closed = True
            for connection in (*self._by_peer.values(), self._last):
                connection.cancelled.set()


def setting(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A nested setting, which the engine sends as JSON text."""
    value = settings.get(name) or {}
    return json.loads(value) if isinstance(value, str) else value
