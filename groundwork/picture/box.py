"""One thing in a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Box:
    """One part, or what leads to it."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    public: bool = False
    """Anybody on the internet may open it."""
    zones: int = 0
    """In how many availability zones it runs, or may run; 0 where that means nothing."""
    inside: bool = True
    """Has an address in the private network; otherwise it is a service of the cloud beside it."""
