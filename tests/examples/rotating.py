"""Secrets that are made anew on demand, on every target."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.spec import Cloud
from tests.components.programs import Program, registered
from tests.examples.boxes import box

MADE = "random:index/randomPassword:RandomPassword"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What became of a stack that names secrets in `groundwork:rotate`."""

    texts: Mapping[str, str]
    """Secret that is made anew -> the text that it was asked for by; all others are made as before."""
    images: Mapping[str, str]
    """Part -> image."""


def made_anew(system: str, cloud: Cloud, rotate: Mapping[str, str]) -> Changed:
    """The production stack with these texts."""
    with registered(system, "prod", cloud, keys={"rotate": dict(rotate)}) as program:
        kept = {item.name: item.inputs.get("keepers") or {} for item in program.recorder.all(MADE)}
        texts = {name: keepers["rotated"] for name, keepers in kept.items() if "rotated" in keepers}
        return Changed(texts=texts, images=images(program))


def images(program: Program) -> dict[str, str]:
    """Part -> what its containers run."""
    return {part: box(program, part).image for part in program.stack.containers}
