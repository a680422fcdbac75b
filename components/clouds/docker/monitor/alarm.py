"""An alarm: what Prometheus watches for, and what people are told."""

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["critical", "warning"]


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One condition."""

    name: str
    expression: str
    """PromQL; told for each series that it yields."""
    summary: str
    """What is wrong, in one sentence; Prometheus fills in `{{ $labels.… }}` and `{{ $value }}`."""
    minutes: int = 0
    """How long it must hold."""
    severity: Severity = "warning"
    part: str | None = None
    """Of which part it is told, where the expression's series do not say so."""

    def rule(self) -> dict[str, Any]:
        """In Prometheus' words."""
        whose = {"part": self.part} if self.part else {}
        return {
            "alert": self.name,
            "expr": self.expression,
            "for": f"{self.minutes}m",
            "labels": {"severity": self.severity, **whose},
            "annotations": {"summary": self.summary},
        }
