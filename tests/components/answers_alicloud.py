"""What Alibaba Cloud answers in tests without an engine: the simulator's own templates, with names for random ids."""

import re
from collections.abc import Mapping
from typing import Any

from simulator.alicloud import alicloud
from simulator.alicloud.account import ACCOUNT
from simulator.alicloud.invokes import INVOKES
from simulator.answers import FIELD, fill_template
from simulator.cloud import Cloud, Record

REGION = "eu-central-1"
RANDOM = re.compile(r"\{\w+:\d+\}")
"""A part of a template that differs with every answer."""


class Nothing(Cloud):
    """A cloud in which nothing has been made; it lies in no file."""

    def __init__(self) -> None:
        """Opens nothing."""

    def find(self, *_: Any, **__: Any) -> list[Record]:
        """None."""
        return []


def call(token: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question in an account where nothing has been made."""
    return dict(INVOKES[token](Nothing(), REGION, arguments))


def made(token: str, name: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Id and outputs of a resource; what would be random is `<logical name>-id`."""
    known: dict[str, Any] = {"account": ACCOUNT, "region": REGION, "home_region": REGION, **inputs}
    answered: dict[str, Any] = {}
    for output, template in alicloud().answers.rows[token].items():
        if output == "key" or inputs.get(output) is not None:
            continue
        fixed = f"{name}-id" if isinstance(template, str) and RANDOM.search(template) else template
        answered[output] = fill_template(fixed, {**_empty(fixed), **known, **answered})
    identifier = str(answered.pop("id", f"{name}-id"))
    return identifier, {**answered, **inputs}


def _empty(template: Any) -> dict[str, str]:
    return {found[1]: "" for found in FIELD.finditer(template)} if isinstance(template, str) else {}
