"""Stacks to judge: settings of an application's own, and resources as a preview has them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import settings
from groundwork.cost.bill import of_stack
from groundwork.difference.side import Side
from groundwork.preview import Preview
from settings import tracked
from tests.components.programs import REPOSITORY
from tests.groundwork.building import previewed, step


def asked(stack: str = "prod", folder: Path = REPOSITORY) -> settings.Stack:
    """What the files of a stack ask for."""
    return tracked.read(folder, stack)[1]


def made(*resources: Mapping[str, Any], config: Mapping[str, str] | None = None) -> Preview:
    """A preview that makes these."""
    return previewed([], [step("create", None, each) for each in resources], config=config)


def side(stack: settings.Stack, *resources: Mapping[str, Any], config: Mapping[str, str] | None = None) -> Side:
    """One of two stacks."""
    found = made(*resources, config=config)
    return Side(stack, found, of_stack(found, found.after))
