"""The comment as a file for the forge, and as people and machines get it here."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType
from rich.markdown import Markdown

from groundwork.comment.base import made
from groundwork.comment.report import Report
from groundwork.cost.answer import Cost
from groundwork.engine import Engine
from groundwork.page import filled
from groundwork.plan.answer import Plan
from groundwork.plan.summary import PAST
from groundwork.problem import ProblemError

MARKER = "<!-- groundwork -->"
"""First line of the comment, by which the next run finds it and writes over it."""
LIMIT = 65536
"""Characters that a comment on GitHub may have."""
SIMULATED = "previewed on the simulated cloud: no account was asked, and what runs now is what {now}"
REAL = "previewed by pulumi, with the state of the account"


@dataclass(frozen=True)
class Comment:
    """What a reviewer reads under a pull request."""

    reports: tuple[Report, ...]
    real: bool
    base: str = ""
    """The commit that stands for what runs now; empty where a state says it."""

    @classmethod
    def of(cls, engine: Engine, stacks: Sequence[str], base: str = "") -> "Comment":
        """Preview every stack, against what `base` would run where that is given; raises ProblemError."""
        if engine.real and base:
            raise ProblemError("--base is for the simulated cloud; with --real what runs now is asked of the account")
        with made(engine, base, stacks) if base else nullcontext(engine) as beside:
            previews = [beside.preview(stack) for stack in stacks]
        reports = tuple(Report(Plan(each), Cost.of_update(each)) for each in previews)
        return cls(reports, engine.real, base)

    @property
    def title(self) -> str:
        """Whether the update would go through."""
        refused = sum(report.plan.preview.refused for report in self.reports)
        stacks = f"{len(self.reports)} stack{'' if len(self.reports) == 1 else 's'}"
        return f"{stacks}, {refused} refused by policies" if refused else f"{stacks}, policies agree"

    @property
    def code(self) -> int:
        """1 where a policy refuses an update."""
        return int(any(report.plan.code for report in self.reports))

    @property
    def markdown(self) -> str:
        """The comment, cut at the forge's limit with a word that it is."""
        now = f"{self.base} would run" if self.base else "was last made there"
        origin = REAL if self.real else SIMULATED.format(now=now)
        text = filled("comment.md", marker="", title=self.title, reports=self.reports, past=PAST, origin=origin)
        whole = f"{MARKER}\n{text.strip()}\n"
        ending = "\n\n</details>\n\n… cut: a comment holds no more; `groundwork plan` shows all\n"
        return whole if len(whole) <= LIMIT else whole[: LIMIT - len(ending)] + ending

    def shown(self) -> RenderableType:
        """The comment, rendered."""
        return Markdown(self.markdown)

    def data(self) -> dict[str, Any]:
        """The comment and what it was made of."""
        stacks = [{"plan": report.plan.data(), "cost": report.cost.data()} for report in self.reports]
        return {"markdown": self.markdown, "stacks": stacks}

    def markup(self) -> str:
        """Each stack's plan and cost."""
        return filled(
            "sections.html", sections=[each for report in self.reports for each in (report.plan, report.cost)]
        )
