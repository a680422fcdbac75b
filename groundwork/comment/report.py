"""What the comment says of one stack."""

from dataclasses import dataclass

from groundwork.cost.answer import NOT_BILLED, Cost
from groundwork.cost.rows import money, signed
from groundwork.plan.answer import Plan
from groundwork.plan.summary import PAST, Row, counted
from groundwork.preview import UPDATE, Verdict

SHOWN = 40
"""Changes of one stack that are named; further ones are counted."""


@dataclass(frozen=True)
class Report:
    """A stack's plan and its cost."""

    plan: Plan
    cost: Cost

    @property
    def heading(self) -> str:
        """`✅ prod: 1 replaced, 3 changed`."""
        sign = "⛔" if self.plan.preview.refused else "✅"
        return f"{sign} {self.plan.preview.stack}: {counted(self.plan.rows)}"

    @property
    def sentences(self) -> list[str]:
        """What a reviewer must know before anything else."""
        lost = [row for row in self.plan.rows if row.loses_data]
        touched = [row for row in self.plan.rows if row.data and row.operation == UPDATE]
        said = [f"**{PAST[row.operation]} with its data: {row.data} `{row.name}`**" for row in lost]
        said += ["no data is replaced or deleted"] if not lost and self.plan.rows else []
        said += [f"{row.data} `{row.name}` is changed: {', '.join(row.properties)}" for row in touched]
        return [*said, self._money()]

    @property
    def shown(self) -> list[Row]:
        """The changes that are named."""
        return self.plan.rows[:SHOWN]

    @property
    def counted(self) -> int:
        """The changes that are not."""
        return len(self.plan.rows) - len(self.shown)

    @property
    def refusals(self) -> list[Verdict]:
        """What stops the update."""
        return [verdict for verdict in self.plan.preview.verdicts if verdict.mandatory]

    @property
    def advice(self) -> list[Verdict]:
        """What does not."""
        return [verdict for verdict in self.plan.preview.verdicts if not verdict.mandatory]

    def _money(self) -> str:
        if self.cost.bill is None:
            return NOT_BILLED
        total = f"{money(self.cost.bill.total.value)} {self.cost.bill.currency} a month"
        return (
            f"cost: {signed(self.cost.difference)}, then {total}" if self.cost.difference else f"cost: {total}, as now"
        )
