"""A stack as its tracked files have it, for whoever asks before Pulumi runs: the operator's secrets count as set."""

import json
from pathlib import Path

from settings.application import Application
from settings.loading import merged_and_read, required_secrets, secret_addresses
from settings.report import Report
from settings.stack import Stack
from settings.stack_file import plain, project_name

UNSEEN = "(not-seen)"
"""Stands for an operator's secret, set or not, in a form that one which the entry compares may have."""
UNSEEN_ADDRESS = "https://not-seen.invalid/"
"""The same for one that is an address."""


def read(project: Path, stack: str) -> tuple[Application, Stack]:
    """The application after presets and overrides, and the stack that follows from it; raises `Problems`."""
    general = Report()
    config = plain(project, stack, general)
    name = project_name(project, general)
    general.finish()
    addresses = {f"{name}:{secret}" for secret in secret_addresses(project, stack)}
    unset = {f"{name}:{secret}" for secret in required_secrets(project, stack)} - config.keys()
    hidden = {key for key, value in config.items() if _encrypted(value)} | unset
    stand_ins = {key: UNSEEN_ADDRESS if key in addresses else UNSEEN for key in hidden}
    return merged_and_read(project, stack, {**config, **stand_ins}, hidden)


def _encrypted(value: str) -> bool:
    """Whether a value is as Pulumi writes a secret: a mapping with the one key `secure`."""
    try:
        content = json.loads(value)
    except json.JSONDecodeError:
        return False
    return isinstance(content, dict) and set(content) == {"secure"}
