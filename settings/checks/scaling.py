"""Rules of `scale`: the range, and measures that a kind of part does not have."""

from components.container import InstanceSpec, WebSpec
from settings.parts import Draft


def check(draft: Draft) -> None:
    """Report ranges that are empty and measures that nothing would report."""
    routed = set(draft.application.routes.values())
    for part, spec in draft.containers():
        if not isinstance(spec, InstanceSpec):
            continue
        place, scale = (*part.place, "scale"), spec.scale
        if scale.min > scale.max:
            low, high = (*place, "min"), (*place, "max")
            if draft.report.has(low):
                draft.report.add(low, f"{scale.min} is more than max, {scale.max}; allowed: 0 to {scale.max}", high)
            else:
                draft.report.add(high, f"{scale.max} is less than min, {scale.min}; allowed: {scale.min} to 1000", low)
        if isinstance(spec, WebSpec) and scale.min == 0:
            text = f"with 0 instances nobody answers, and no request starts the first; allowed: 1 to {scale.max}"
            draft.report.add((*place, "min"), text)
        if isinstance(spec, WebSpec) and scale.queue_delay_seconds is not None:
            draft.report.add((*place, "queue_delay_seconds"), f"a {part.kind} has no queue; allowed: only of workers")
        if scale.requests_per_instance is None:
            continue
        here = (*place, "requests_per_instance")
        if not isinstance(spec, WebSpec):
            draft.report.add(here, f"a {part.kind} answers no requests; allowed: only of services and ssr frontends")
        elif part.name not in routed:
            draft.report.add(here, "requests are counted at the gateway, and no route leads here", ("routes",))
