"""The lines of a picture.

Each box that others reach has a horizontal line in the gap above it: whoever reaches it joins that line, and one arrow
leads down from it. So lines cross, but never lie on each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from groundwork.picture import geometry as g
from groundwork.picture.diagram import Diagram, Link
from groundwork.picture.rows import LANE, Rows, gap_of, passes_by

Point = tuple[int, int]
COLOURS = 8


@dataclass(frozen=True, kw_only=True)
class Wire:
    """The lines by which others reach one box."""

    target: str
    sources: tuple[str, ...]
    colour: int
    """Number of its colour, 0 to COLOURS - 1."""
    arrow: tuple[Point, Point]
    """From the horizontal line to the box."""
    paths: tuple[tuple[Point, ...], ...]
    joints: tuple[Point, ...]
    label: str
    label_at: Point


def drawn(diagram: Diagram, rows: Rows) -> list[Wire]:
    """Every line of the picture."""
    return _Wiring(rows).wires(diagram.links)


class _Wiring:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._lines: Counter[int] = Counter()
        self._left: Counter[str] = Counter()
        self._risen: Counter[str] = Counter()
        self._lanes = 0

    def wires(self, links: Iterable[Link]) -> list[Wire]:
        by_target: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_target[link.target].append(link)
        order = sorted(by_target, key=lambda key: (self._rows.row[key], self._rows.boxes[key].x))
        return [self._wire(number, key, by_target[key]) for number, key in enumerate(order)]

    def _wire(self, number: int, target: str, links: list[Link]) -> Wire:
        box = self._rows.boxes[target]
        y = self._line(self._rows.row[target])
        end = (box.arrival(), box.y)
        paths = [self._path(link, y) for link in links]
        joined = [path[-1][0] for path in paths]
        bus = ((min(*joined, end[0]), y), (max(*joined, end[0]), y))
        labels = list(dict.fromkeys(link.label for link in links))
        return Wire(
            target=target,
            sources=tuple(link.source for link in links),
            colour=number % COLOURS,
            arrow=((end[0], y), end),
            paths=(bus, *paths),
            joints=tuple((x, y) for x in joined),
            label=", ".join(labels),
            label_at=(end[0] + g.GRID // 2, box.y - g.GRID // 2),
        )

    def _path(self, link: Link, y: int) -> tuple[Point, ...]:
        """From the source to the target's horizontal line at y."""
        source, target = self._rows.row[link.source], self._rows.row[link.target]
        x, start = self._exit(link.source, down=target > source)
        if not passes_by(source, target):
            return ((x, start), (x, y))
        own = self._line(gap_of(source, target))
        self._lanes += 1
        lane = self._rows.lanes - LANE * self._lanes
        return ((x, start), (x, own), (lane, own), (lane, y))

    def _exit(self, key: str, *, down: bool) -> Point:
        box = self._rows.boxes[key]
        if down:
            self._left[key] += 1
            return box.leaving(self._left[key] - 1), box.bottom
        self._risen[key] += 1
        return box.rising(self._risen[key] - 1), box.y

    def _line(self, row: int) -> int:
        """The next free horizontal line in the gap above a row."""
        self._lines[row] += 1
        return self._rows.gaps[row] + g.BUS * self._lines[row]
