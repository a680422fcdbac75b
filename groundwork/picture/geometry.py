"""Sizes of a picture, in the pixels of its own drawing; widths and left edges are multiples of GRID."""

from dataclasses import dataclass

from groundwork.picture.box import Box

GRID = 12
"""Lines that arrive, lines that leave downwards and lines that leave upwards each have their own third of the grid, so
that no two of them lie on each other."""
ARRIVE, LEAVE, RISE = 0, 4, 8
BESIDE = 2 * GRID
"""Between two boxes of a row."""
LEAST_WIDTH, MOST_WIDTH = 14 * GRID, 25 * GRID
TITLE, LINE, PADDING = 24, 17, 8
CHARACTER = 6.6
"""Width of a character of the text, on average, rather too wide than too narrow."""
BOLD = 8.2
"""The same of a title."""
PUBLIC = 56
"""Width of the word that marks what is public."""
BUS = 14
"""Between two horizontal lines."""
TIERS = 13 * GRID
"""Width of the column with the names of the tiers."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A box that has its place: left upper corner, width and height."""

    box: Box
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height

    def arrival(self) -> int:
        """Where lines to it come in, at its top."""
        return self.x + GRID + ARRIVE

    def leaving(self, number: int) -> int:
        """Where its line of that number leaves downwards."""
        return self.x + (2 + number) * GRID + LEAVE

    def rising(self, number: int) -> int:
        """Where its line of that number leaves upwards, from the right."""
        return self.right - (2 + number) * GRID + RISE


def width(box: Box) -> int:
    """As wide as its longest text."""
    title = len(box.title) * BOLD + (PUBLIC if box.public else 0)
    wanted = int(max(title, *(len(text) * CHARACTER for text in ("", *box.lines)))) + 2 * PADDING
    return min(max(-(-wanted // GRID) * GRID, LEAST_WIDTH), MOST_WIDTH)


def height(box: Box) -> int:
    """As high as its texts."""
    return TITLE + LINE * (len(box.lines) + bool(box.zones)) + PADDING


def fitted(text: str, pixels: int) -> str:
    """The text, cut where it would be wider."""
    room = int(pixels / CHARACTER)
    return text if len(text) <= room else f"{text[: room - 1]}…"
