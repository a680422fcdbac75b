"""A picture of a stack as people and machines get it."""

from dataclasses import asdict, dataclass
from typing import Any

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from groundwork.picture.box import Box
from groundwork.picture.diagram import PEOPLE, Diagram
from groundwork.picture.svg import svg


@dataclass(frozen=True)
class Picture:
    """Everything there is to see of one stack."""

    diagram: Diagram

    @property
    def title(self) -> str:
        """Project and stack."""
        return self.diagram.title

    @property
    def code(self) -> int:
        """A picture refuses nothing."""
        return 0

    def shown(self) -> RenderableType:
        """A tree: tiers, the parts in them, and under each whom it reaches."""
        tree = Tree(Text(f"{self.title}: {', '.join(self.diagram.network)}"))
        rows = (("outside the network", self.diagram.edge), *self._tiers())
        for name, row in rows:
            if row:
                branch = tree.add(name, style="dim")
                for box in row:
                    self._add(branch, box)
        return tree

    def data(self) -> dict[str, Any]:
        """Boxes and links."""
        return asdict(self.diagram)

    def markup(self) -> str:
        """The picture."""
        return svg(self.diagram)

    def _tiers(self) -> tuple[tuple[str, tuple[Box, ...]], ...]:
        rows = (self.diagram.entry, self.diagram.containers, self.diagram.stores)
        return tuple(zip(self.diagram.tiers, rows, strict=True))

    def _add(self, branch: Tree, box: Box) -> None:
        mark = ("public ", "bold red") if box.public else ""
        zones = f", {box.zones} of {self.diagram.zones} zones" if box.zones else ""
        title = Text.assemble(mark, (box.title, "bold"), f" {', '.join(box.lines)}{zones}")
        own = branch.add(title, style="default")
        if any(link.source == PEOPLE and link.target == box.key for link in self.diagram.links):
            own.add(Text("reached by anybody on the internet", "dim"))
        for link in self.diagram.links:
            if link.source == box.key:
                own.add(Text(f"reaches {self.diagram.boxes[link.target].title} ({link.label})", "dim"))
