"""What a part is told of the kind of a store is true: nobody writes over it with another kind."""

import re

from components.connection import Facet
from settings.derive import facets, templates
from settings.parts import Draft, Part

SCHEMES = {"database": re.compile(r"postgres(ql)?(\+[a-z0-9]+)?"), "cache": re.compile(r"rediss?")}
"""Kind of part -> beginning of the addresses by which it is found."""


def check(draft: Draft) -> None:
    """Report variables that name another driver than the store that `uses` brings."""
    cloud = draft.configuration.cloud
    for part, spec in draft.containers():
        used = [draft.parts[name] for name in spec.uses if name in draft.parts]
        several = sum(other.kind == "bucket" for other in used) > 1
        for other in used:
            for name, key in facets.brought(other, cloud, prefixed=several).items():
                text = spec.variables.get(name)
                wrong = _wrong(draft, other, key, text) if text is not None else None
                if wrong:
                    draft.report.add((*part.place, "variables", name), wrong)


def _wrong(draft: Draft, used: Part, key: str, text: str) -> str | None:
    """What is wrong with what was written over a facet of a used part."""
    found = templates.parsed(text)
    if key == "driver":
        driver = facets.DRIVER[draft.configuration.cloud]
        if text == driver or found == [Facet(used.name, "driver")]:
            return None
        return f'is another driver than that of {used.name}, which it uses; allowed: leave it out, or "{driver}"'
    scheme, separator, _ = text.partition("://")
    allowed = SCHEMES.get(used.kind)
    if key == "url" and allowed and separator and isinstance(found[0], str) and not allowed.fullmatch(scheme):
        return (
            f'is no address of a {used.kind}, and it uses {used.name}; allowed: "{{{used.name}.url}}", or leave it out'
        )
    return None
