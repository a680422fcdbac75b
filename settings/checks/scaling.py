"""Rules of `scale`: the range, and measures that a kind of part does not have."""

from components.container import InstanceSpec, ScaleSpec, WebSpec
from settings.parts import Draft, Part
from settings.place import Place


def check(draft: Draft) -> None:
    """Report ranges that are empty and measures that nothing would report."""
    for part, spec in draft.containers():
        if not isinstance(spec, InstanceSpec):
            continue
        place = (*part.place, "scale")
        _range(draft, place, spec.scale)
        _none(draft, place, spec)
        _queue_delay(draft, place, part, spec)
        _tasks(draft, place, spec)
        _requests(draft, place, part, spec)


def _range(draft: Draft, place: Place, scale: ScaleSpec) -> None:
    if scale.min <= scale.max:
        return
    low, high = (*place, "min"), (*place, "max")
    if draft.report.has(low):
        draft.report.add(low, f"{scale.min} is more than max, {scale.max}; allowed: 0 to {scale.max}", high)
    else:
        draft.report.add(high, f"{scale.max} is less than min, {scale.min}; allowed: {scale.min} to 1000", low)


def _none(draft: Draft, place: Place, spec: InstanceSpec) -> None:
    """No instance at all is for those that something else wakes: nothing does where they report their own load."""
    if spec.scale.min > 0:
        return
    allowed = f"allowed: 1 to {spec.scale.max}"
    if isinstance(spec, WebSpec):
        text = f"with 0 instances nobody answers, and no request starts the first; {allowed}"
        draft.report.add((*place, "min"), text)
    elif spec.scale.queue_delay_seconds is not None:
        draft.report.add((*place, "min"), f"with 0 instances nobody reports how long tasks wait; {allowed}")
    elif spec.scale.running_tasks is not None:
        draft.report.add((*place, "min"), f"with 0 instances nobody reports how many tasks run; {allowed}")


def _queue_delay(draft: Draft, place: Place, part: Part, spec: InstanceSpec) -> None:
    if isinstance(spec, WebSpec) and spec.scale.queue_delay_seconds is not None:
        draft.report.add((*place, "queue_delay_seconds"), f"a {part.kind} has no queue; allowed: only of workers")


def _tasks(draft: Draft, place: Place, spec: InstanceSpec) -> None:
    """One number of the part's own at most: two would pull in two directions."""
    if spec.scale.running_tasks is not None and spec.scale.queue_delay_seconds is not None:
        text = "tasks are measured by `queue_delay_seconds` already; keep one of the two"
        draft.report.add((*place, "running_tasks"), text, (*place, "queue_delay_seconds"))


def _requests(draft: Draft, place: Place, part: Part, spec: InstanceSpec) -> None:
    if spec.scale.requests_per_instance is None:
        return
    here = (*place, "requests_per_instance")
    if not isinstance(spec, WebSpec):
        draft.report.add(here, f"a {part.kind} answers no requests; allowed: only of services and ssr frontends")
    elif part.name not in draft.application.routes.values():
        draft.report.add(here, "requests are counted at the gateway, and no route leads here", ("routes",))
