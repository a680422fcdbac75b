"""Tables on a terminal. Every cell is text: brackets in a name are no markup there."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text


def table(*headings: str, numbers: Iterable[str] = ()) -> Table:
    """An empty table; columns whose headings are among `numbers` stand to the right."""
    right = frozenset(numbers)
    made = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in headings:
        made.add_column(Text(heading), overflow="fold", justify="right" if heading in right else "left")
    return made


def add(to: Table, *cells: str | Text) -> None:
    """A row."""
    to.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))
