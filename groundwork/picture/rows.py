"""Where the boxes of a picture lie: rows from the world to the data, each with a gap for lines above it."""

from collections import Counter
from dataclasses import dataclass

from groundwork.picture import geometry as g
from groundwork.picture.box import Box
from groundwork.picture.diagram import PEOPLE, Diagram
from groundwork.picture.geometry import Placed

MARGIN = 2 * g.GRID
HEADER = 66
"""Height of the name of the network, above the first row inside."""
LANE = g.GRID
PEOPLE_BOX = Box(key=PEOPLE, title="people on the internet", inside=False)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Boxes in their places, and the room that lines have."""

    boxes: dict[str, Placed]
    row: dict[str, int]
    """Key -> number of its row, 0 on top."""
    gaps: dict[int, int]
    """Row -> where the gap above it begins."""
    tops: dict[int, int]
    """Row -> where it begins."""
    lanes: int
    """Left edge of the frame: lines that pass rows by go to the left of it."""
    right: int
    """Right edge of the frame."""
    first_inside: int
    """Number of the first row inside the network."""


def placed(diagram: Diagram) -> Rows:
    """Give every box its place."""
    people = (PEOPLE_BOX,) if any(link.source == PEOPLE for link in diagram.links) else ()
    rows = [row for row in (people, diagram.edge, diagram.entry, diagram.containers, diagram.stores) if row]
    row_of = {box.key: number for number, row in enumerate(rows) for box in row}
    lines, far = _lines(diagram, row_of)
    left = MARGIN + LANE * (far + 1)
    inner = max(_width([box for box in row if box.inside]) for row in rows)
    right = left + g.TIERS + inner + 2 * g.BESIDE
    first_inside = bool(people) + bool(diagram.edge)
    boxes: dict[str, Placed] = {}
    gaps: dict[int, int] = {}
    tops: dict[int, int] = {}
    y = MARGIN
    for number, row in enumerate(rows):
        gaps[number] = y
        y += (g.BESIDE + g.BUS * lines[number] if number else 0) + (HEADER if number == first_inside else 0)
        tops[number] = y
        inside = [box for box in row if box.inside]
        middle = (left + g.TIERS + right) // 2
        _side_by_side(boxes, inside, middle - _width(inside) // 2, y)
        outside = [box for box in row if not box.inside]
        beside = right + g.BESIDE if inside or number > first_inside else middle - _width(outside) // 2
        _side_by_side(boxes, outside, beside, y)
        y = max(each.bottom for each in boxes.values()) + g.BESIDE // 2
    return Rows(boxes=boxes, row=row_of, gaps=gaps, tops=tops, lanes=left, right=right, first_inside=first_inside)


def _lines(diagram: Diagram, row_of: dict[str, int]) -> tuple[Counter[int], int]:
    """How many horizontal lines the gap above each row has, and how many lines pass rows by."""
    reached = {link.target for link in diagram.links}
    lines = Counter(row_of[key] for key in reached)
    far = 0
    for link in diagram.links:
        if passes_by(row_of[link.source], row_of[link.target]):
            lines[gap_of(row_of[link.source], row_of[link.target])] += 1
            far += 1
    return lines, far


def passes_by(source: int, target: int) -> bool:
    """Whether a line from one row to another has rows between, or leads upwards."""
    return target - source not in {0, 1}


def gap_of(source: int, target: int) -> int:
    """The gap that a line leaves its row into: below it when it leads down, else above."""
    return source + 1 if target > source else source


def _width(row: list[Box]) -> int:
    return sum(g.width(box) for box in row) + g.BESIDE * max(len(row) - 1, 0)


def _side_by_side(boxes: dict[str, Placed], row: list[Box], x: int, y: int) -> None:
    x = -(-x // g.GRID) * g.GRID
    for box in row:
        boxes[box.key] = Placed(box=box, x=x, y=y, width=g.width(box), height=g.height(box))
        x += g.width(box) + g.BESIDE
