"""The figures that a stack's parts write to their logs: which ones, of whom, and what is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from components.container import ContainerSpec, InstanceSpec
from components.dashboard import DashboardArgs
from components.measures import MeasureSpec

QUEUE_DELAY, RUNNING_TASKS = "queue_delay_seconds", "running_tasks"

SUFFIXES = {"average": "mean", "minimum": "min", "maximum": "max", "sum": "sum", "p95": "095"}
"""Statistic -> what the agent puts behind a figure's name."""

LATE_SECONDS = 30
"""A statistic is there this long after its minutes have ended: the agent's turn, and Prometheus'."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of one part."""

    part: str
    name: str
    spec: MeasureSpec

    @property
    def series(self) -> str:
        """The statistic as Prometheus knows it."""
        return f'measure_{self.name}_{SUFFIXES[self.spec.statistic]}{{part="{self.part}"}}'

    @property
    def expression(self) -> str:
        """The statistic of the minutes that ended last."""
        return f"last_over_time({self.series}[{self.spec.minutes * 60 + LATE_SECONDS}s])"


def of(args: DashboardArgs) -> list[Figure]:
    """All of them: measures, how long tasks wait, how many run."""
    return [figure for part, spec in args.parts.items() for figure in _of_part(part, spec)]


def _of_part(part: str, spec: ContainerSpec) -> Iterator[Figure]:
    found = dict(spec.measures)
    if isinstance(spec, InstanceSpec):
        if spec.scale.queue_delay_seconds is not None:
            found.setdefault(QUEUE_DELAY, MeasureSpec(statistic="maximum"))
        if spec.scale.running_tasks is not None:
            found.setdefault(RUNNING_TASKS, MeasureSpec(statistic="average", minutes=1))
    for name, measure in found.items():
        yield Figure(part=part, name=name, spec=measure)
