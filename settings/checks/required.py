"""Variables that a part must be given."""

from collections.abc import Mapping

from components.container import ContainerSpec
from settings.parts import Draft, Part
from settings.stack import ContainerPart


def check(draft: Draft, running: Mapping[str, ContainerPart]) -> None:
    """Report what is missing or empty after everything; a secret that nobody has set is told elsewhere."""
    for part, spec in draft.containers():
        for position, name in enumerate(spec.required):
            place = (*part.place, "required", position)
            if name in spec.required[:position]:
                draft.report.add(place, f"{name} is named twice; keep one")
            elif name not in {*spec.secrets, *spec.optional_secrets, *spec.generate}:
                _value(draft, part, spec, running[part.name], position)


def _value(draft: Draft, part: Part, spec: ContainerSpec, runs: ContainerPart, position: int) -> None:
    name = spec.required[position]
    sources = [(*part.place, "variables", name), (*part.place, "uses"), ("variables", name)]
    place = (*part.place, "required", position)
    if name not in runs.variables:
        text = f"{name} is missing: nothing gives it"
        draft.report.add(place, f"{text}; name it in `variables`, `secrets` or `generate`, or use a part", *sources)
        return
    written = spec.variables.get(name, draft.application.variables.get(name, ""))
    found = runs.variables[name].segments
    if not written.strip() and all(isinstance(segment, str) and not segment.strip() for segment in found):
        draft.report.add(place, f"{name} is empty; give it a value", *sources)
