"""When a certificate must be made anew: from `earlyRenewalHours` before its end on."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

READY = "readyForRenewal"


def is_due(end: Any, early_hours: Any) -> bool:
    """Whether the time for a new certificate has come; `end` is RFC 3339."""
    if not isinstance(end, str) or not end[:1].isdigit():
        return False
    early = timedelta(hours=early_hours if isinstance(early_hours, int) else 0)
    return datetime.fromisoformat(end) - early <= datetime.now(UTC)


def due(state: Mapping[str, Any], inputs: Mapping[str, Any]) -> Iterable[str]:
    """The output that differs when the time has come."""
    return (READY,) if is_due(state.get("validityEndTime"), inputs.get("earlyRenewalHours")) else ()


def renewed(_state: Mapping[str, Any], _inputs: Mapping[str, Any]) -> Iterable[str]:
    """That output's change replaces the certificate."""
    return (READY,)


def aged(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a refresh sees."""
    ready = is_due(state.get("validityEndTime"), state.get("earlyRenewalHours"))
    return {READY: True} if ready else {}
