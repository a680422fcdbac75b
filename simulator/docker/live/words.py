"""The SDK's lists in the shapes of the Engine API, and back."""

from collections.abc import Iterable, Mapping
from typing import Any


def labels_map(labels: Iterable[Mapping[str, Any]] | None) -> dict[str, str]:
    """A list of label and value as a map."""
    return {each["label"]: str(each["value"]) for each in labels or ()}


def labels_list(labels: Mapping[str, str] | None) -> list[dict[str, str]]:
    """A map of labels as a list of label and value."""
    return [{"label": name, "value": value} for name, value in (labels or {}).items()]


def given(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left out."""
    return {name: value for name, value in body.items() if value is not None}
