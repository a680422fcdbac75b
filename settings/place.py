"""Where a value stands in a file, and how a message writes that."""

import re

Place = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value: `("services", "api", "uses", 0)`."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def written(place: Place) -> str:
    """A place as people write it: `services.api.uses[0]`, `routes["/api"]`."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text


def starts_with(place: Place, beginning: Place) -> bool:
    """Whether a place lies at or below another."""
    return place[: len(beginning)] == beginning
