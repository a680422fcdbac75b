"""What a verb of `groundwork` finds out, in the three forms in which it can be had."""

from collections.abc import Mapping
from typing import Any, Protocol

from rich.console import RenderableType


class Answer(Protocol):
    """Found out once, shown on a terminal, as JSON, or as a page."""

    @property
    def title(self) -> str:
        """One line: what this is about, `cto-new, prod: what an update would do`."""
        ...

    @property
    def code(self) -> int:
        """Exit code: 0, or 1 where what was found must stop a pipeline (a policy's refusal)."""
        ...

    def shown(self) -> RenderableType:
        """For people at a terminal."""
        ...

    def data(self) -> Mapping[str, Any]:
        """For machines: plain values that JSON can say."""
        ...

    def markup(self) -> str:
        """HTML of the page's main part, everything in it escaped."""
        ...
