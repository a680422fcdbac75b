"""How an update changes who may reach whom."""

from dataclasses import dataclass
from typing import Any

from groundwork.isolation.openings import Opening, openings
from groundwork.preview import Preview


@dataclass(frozen=True)
class IsolationChange:
    """What an update opens and closes, what is public first."""

    opened: tuple[Opening, ...]
    closed: tuple[Opening, ...]

    def lines(self) -> list[str]:
        """A sentence for each; what anybody may open from now on says so."""
        said = [f"opens: {each}{' (public)' if each.public else ''}" for each in self.opened]
        return [*said, *(f"closes: {each}" for each in self.closed)]

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            name: [{"source": o.source, "target": o.target, "ports": o.ports, "public": o.public} for o in found]
            for name, found in (("opened", self.opened), ("closed", self.closed))
        }


def between(preview: Preview) -> IsolationChange:
    """Before the update and after it."""
    before, after = openings(preview.before), openings(preview.after)
    return IsolationChange(_sorted(after - before), _sorted(before - after))


def _sorted(found: frozenset[Opening]) -> tuple[Opening, ...]:
    return tuple(sorted(found, key=lambda opening: (not opening.public, opening)))
