"""Rules of what a part is asked and what it tells: health, measures."""

from components.container import ContainerSpec, WebSpec
from settings.parts import Draft, Part


def check(draft: Draft) -> None:
    """Report questions that overlap and measures with two limits."""
    for part, spec in draft.containers():
        _measures(draft, part, spec)
    for part, web in draft.web():
        _health(draft, part, web)


def _health(draft: Draft, part: Part, spec: WebSpec) -> None:
    asked, place = spec.check, (*part.place, "health")
    if asked.alive is not None and spec.protocol == "grpc":
        text = "it is asked over HTTP, which a part of `protocol: grpc` does not speak; leave it out"
        draft.report.add((*place, "alive"), text, (*part.place, "protocol"))
    if asked.timeout_seconds < asked.interval_seconds:
        return
    timeout, interval = (*place, "timeout_seconds"), (*place, "interval_seconds")
    if draft.report.has(timeout):
        text = f"{asked.timeout_seconds} is not less than interval_seconds, {asked.interval_seconds}"
        draft.report.add(timeout, f"{text}; allowed: 2 to {asked.interval_seconds - 1}", interval)
    else:
        text = f"{asked.interval_seconds} is not more than timeout_seconds, {asked.timeout_seconds}"
        draft.report.add(interval, f"{text}; allowed: {asked.timeout_seconds + 1} to 300", timeout)


def _measures(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    for name, measure in spec.measures.items():
        place = (*part.place, "measures", name)
        if measure.above is not None and measure.below is not None:
            draft.report.add(place, "has both `above` and `below`; allowed: one of the two, or neither")
