"""One of the two stacks that are held against each other."""

from dataclasses import dataclass
from functools import cached_property

import settings
from groundwork.cost.bill import Bill
from groundwork.preview import Preview
from groundwork.promises import table
from groundwork.promises.previewed import Previewed
from groundwork.promises.verdict import Verdict, verdict


@dataclass(frozen=True)
class Side:
    """A stack after its next update."""

    stack: settings.Stack
    preview: Preview
    bill: Bill | None
    """None on a host of one's own."""

    @property
    def name(self) -> str:
        """Of the stack."""
        return self.preview.stack

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Promise -> how this stack keeps it."""
        judged = Previewed(self.stack, self.preview.after)
        return {promise.id: verdict(promise, judged) for promise in table.PROMISES}
