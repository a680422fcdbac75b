"""Reads the values of one container's variables: which facets they name, and whether it may."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.connection import Facet, Template
from components.container import ContainerSpec, WebSpec
from settings.derive import facets, templates
from settings.parts import Draft, Part
from settings.place import Place
from settings.problems import closest, instead
from settings.stack import Address


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What reading a value of one container takes."""

    draft: Draft
    part: Part
    spec: ContainerSpec
    used: tuple[Part, ...]
    """Parts in its `uses`."""
    addresses: Mapping[str, Address]

    def read(self, place: Place, text: str) -> Template:
        """A value with its facets looked up; what is known already, such as an address, becomes text."""
        segments = (
            self._known(place, found) if isinstance(found, Facet) else found for found in templates.parsed(text)
        )
        template = Template(tuple(templates.joined([segment for segment in segments if segment is not None])))
        secret = next(
            (found for found in template.segments if isinstance(found, Facet) and self._is_secret(found)), None
        )
        if secret and len(template.segments) > 1:
            text = f"{{{secret.part}.{secret.key}}} is a secret and must be the whole value, with no text around it"
            self.draft.report.add(place, text)
        return template

    def _known(self, place: Place, facet: Facet) -> Facet | str | None:
        """A facet, or the text it stands for; None when it was reported."""
        report, part = self.draft.report, self.draft.parts.get(facet.part)
        if part is None:
            if facet.part not in self.draft.names:
                report.add(place, self._no_part(facet.part))
            return None
        offered = facets.of(part, routed=part.name in self.addresses)
        if facet.key not in offered.all:
            report.add(place, _no_value(part, facet.key, offered.all), part.place, ("routes",))
            return None
        public = isinstance(part.spec, WebSpec) or part.kind == "static frontend"
        address = self.addresses.get(part.name) if public and facet.key == "url" else None
        own_port = part.name == self.part.name and facet.key == "port"
        if not address and not own_port and part not in self.used:
            if report.intact((*self.part.place, "uses")):
                text = f"{self.part.name} does not use {part.name}; add {part.name} to its `uses`"
                report.add(place, f"{{{facet.part}.{facet.key}}} is handed to parts that use it, and {text}")
            return None
        if address and address.base is not None:
            return f"{address.base}{address.path}"
        if facet.key == "port" and isinstance(part.spec, WebSpec):
            return str(part.spec.port)
        return facet

    def _no_part(self, name: str) -> str:
        """What is said of an unknown part; a name like no other may be a piece of a secret and is not repeated."""
        if closest(name, self.draft.parts):
            return f'there is no part "{name}"; {instead(name, self.draft.parts)}'
        return (
            f"what stands in braces names no part; {instead(name, self.draft.parts)}; a backslash before {{ means text"
        )

    def _is_secret(self, facet: Facet) -> bool:
        return facet.key in facets.of(self.draft.parts[facet.part], routed=True).secrets


def _no_value(part: Part, key: str, names: tuple[str, ...]) -> str:
    if key in {"access_key_id", "secret_access_key"} and part.kind == "bucket":
        return f"{part.name} has a key of its own only with `access_key: true`"
    if key == "url" and isinstance(part.spec, WebSpec):
        return f"{part.name} has no public address, because no route leads to it; allowed: {', '.join(names)}"
    if not names:
        return f"{part.name} is a {part.kind} and has no values to name"
    numbered = [name for name in names if name.startswith("url/")]
    if numbered and key.startswith("url/"):
        return f'{part.name} has no value "{key}"; allowed: {numbered[0]} to {numbered[-1]}'
    return f'{part.name} has no value "{key}"; {instead(key, [name for name in names if name not in numbered])}'
