"""Reads the values of one container's variables: which facets they name, and whether it may."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.connection import Facet, Template
from components.container import ContainerSpec, WebSpec
from components.frontend import StaticSpec
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
        if not facet.key:
            return self._word(place, facet.part)
        part = self._offering(place, facet)
        if part is None:
            return None
        public = isinstance(part.spec, WebSpec | StaticSpec) and facet.key == "url"
        if public:
            address = self.addresses[part.name]
            return facet if address.base is None else f"{address.base}{address.path}"
        ports = facets.ports(part.spec) if isinstance(part.spec, WebSpec) else {}
        if part not in self.used and not (part.name == self.part.name and facet.key in ports):
            if self.draft.report.intact((*self.part.place, "uses")):
                text = f"{self.part.name} does not use {part.name}; add {part.name} to its `uses`"
                self.draft.report.add(place, f"{{{part.name}.{facet.key}}} is handed to parts that use it, and {text}")
            return None
        return str(ports[facet.key]) if facet.key in ports else facet

    def _offering(self, place: Place, facet: Facet) -> Part | None:
        """The part that has the facet; None when it was reported."""
        part = self.draft.parts.get(facet.part)
        if part is None:
            if facet.part not in self.draft.names:
                self.draft.report.add(place, self._no_part(facet.part))
            return None
        offered = facets.of(part, self.draft.configuration.cloud, routed=part.name in self.addresses).all
        if facet.key in offered:
            return part
        self.draft.report.add(place, _no_value(part, facet.key, offered), part.place, ("routes",))
        return None

    def _word(self, place: Place, word: str) -> str | None:
        """What one word in braces stands for: the domain, or text like `{time}` that means something to others."""
        report, part = self.draft.report, self.draft.parts.get(word)
        if part:
            names = facets.of(part, self.draft.configuration.cloud, routed=part.name in self.addresses).all
            values = f"; say which value, like {{{word}.{names[0]}}}" if names else ""
            report.add(place, f"{word} is a {part.kind} and not a value{values}")
        if word != "domain":
            return f"{{{word}}}"
        if self.draft.application.domain is None:
            report.add(place, "{domain} needs `domain`, and this stack has none", ("domain",))
        return self.draft.application.domain

    def _no_part(self, name: str) -> str:
        """What is said of an unknown part; a name like no other may be a piece of a secret and is not repeated."""
        if closest(name, self.draft.parts):
            return f'there is no part "{name}"; {instead(name, self.draft.parts)}'
        return (
            f"what stands in braces names no part; {instead(name, self.draft.parts)}; a backslash before {{ means text"
        )

    def _is_secret(self, facet: Facet) -> bool:
        part = self.draft.parts[facet.part]
        return facet.key in facets.of(part, self.draft.configuration.cloud, routed=True).secrets


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
