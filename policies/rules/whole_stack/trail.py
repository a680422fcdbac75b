"""A path through the stack, in words."""

INTERNET = "internet"


def trail(*stations: str) -> str:
    """The stations in order: `internet -> entry -> api -> database`."""
    return " -> ".join(station for station in stations if station)
