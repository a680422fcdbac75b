"""The steps as people and machines get them."""

from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from components.spec import Cloud
from groundwork.clouds import NAMES
from groundwork.page import filled


@dataclass(frozen=True)
class Preparation:
    """What an account of one cloud needs."""

    cloud: Cloud
    steps: tuple[str, ...]

    @property
    def title(self) -> str:
        """Who does it, and when."""
        return f"Once for every {NAMES[self.cloud]} account, as its administrator:"

    @property
    def code(self) -> int:
        """A list stops nothing."""
        return 0

    def shown(self) -> RenderableType:
        """A numbered list, each step on a line of its own however long: addresses are copied from it."""
        lines = (Text(f"{number:>3}. {step}") for number, step in enumerate(self.steps, start=1))
        return Group(Text(self.title, "bold"), *lines)

    def data(self) -> dict[str, Any]:
        """The list."""
        return {"cloud": self.cloud, "steps": list(self.steps)}

    def markup(self) -> str:
        """The list."""
        return filled("steps.html", steps=self.steps)
