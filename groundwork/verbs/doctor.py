"""`groundwork doctor CLOUD`."""

import argparse
from collections.abc import Callable, Iterable, Mapping

from groundwork.doctor.answer import Preparation


def _aws() -> Iterable[str]:
    from groundwork.doctor.aws import STEPS

    return STEPS


def _alicloud() -> Iterable[str]:
    from components.clouds.alicloud import preflight

    return preflight.everything()


STEPS: Mapping[str, Callable[[], Iterable[str]]] = {"alicloud": _alicloud, "aws": _aws}
"""Cloud -> its steps, read when they are asked for."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A cloud."""
    parser.add_argument("cloud", choices=sorted(STEPS))


def answer(chosen: argparse.Namespace) -> Preparation:
    """List the steps."""
    return Preparation(chosen.cloud, tuple(STEPS[chosen.cloud]()))
