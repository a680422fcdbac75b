"""A diagram as SVG."""

from groundwork.page import filled
from groundwork.picture import geometry as g
from groundwork.picture import rows, wires
from groundwork.picture.diagram import Diagram

UNDER = g.BESIDE
"""Room below the last row."""


def svg(diagram: Diagram) -> str:
    """The picture: one element, with its own colours for light and dark."""
    laid = rows.placed(diagram)
    boxes = list(laid.boxes.values())
    top = laid.tops[laid.first_inside] - rows.HEADER - g.GRID
    bottom = max(box.bottom for box in boxes) + g.BESIDE // 2
    return filled(
        "picture.svg",
        title=diagram.title,
        width=max(laid.right, *(box.right for box in boxes)) + rows.MARGIN,
        height=bottom + rows.MARGIN,
        frame={
            "name": diagram.network,
            "x": laid.lanes,
            "y": top,
            "width": laid.right - laid.lanes,
            "height": bottom - top,
        },
        bands=[
            {
                "lines": name.split(": "),
                "y": min(box.y for box in boxes if laid.row[box.box.key] == number) - g.PADDING,
                "bottom": max(box.bottom for box in boxes if laid.row[box.box.key] == number) + g.PADDING,
            }
            for number, name in enumerate(diagram.tiers, start=laid.first_inside)
            if number in laid.row.values()
        ],
        wires=wires.drawn(diagram, laid),
        boxes=[
            {
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
                "public": box.box.public,
                "zones": [number < box.box.zones for number in range(diagram.zones if box.box.zones else 0)],
                "title": box.box.title,
                "lines": [g.fitted(line, box.width - 2 * g.PADDING) for line in box.box.lines],
            }
            for box in boxes
        ],
    )
