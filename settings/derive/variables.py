"""The variables of a container: of traces, common ones, those that `uses` brings, `PORT`, its own; later ones win."""

from collections.abc import Iterator, Mapping

from components.connection import Facet, Template
from components.container import ContainerSpec, WebSpec
from settings.derive import facets, traces
from settings.derive.values import Reader
from settings.parts import Draft, Kind, Part

USABLE: tuple[Kind, ...] = ("database", "cache", "bucket", "service", "ssr frontend")
"""Kinds of parts that `uses` may name."""


def used(draft: Draft, part: Part, spec: ContainerSpec) -> Iterator[Part]:
    """The parts that a container uses; names that lead nowhere are reported."""
    for position, name in enumerate(spec.uses):
        place = (*part.place, "uses", position)
        if name in draft.absent:
            continue
        if name == part.name:
            draft.report.add(place, f"{name} uses itself; leave it out")
        elif name in spec.uses[:position]:
            draft.report.add(place, f'"{name}" is named twice; keep one')
        elif found := draft.find(place, name, *USABLE):
            yield found


def variables(reader: Reader) -> dict[str, Template]:
    """Every variable that is no secret of its own, in the end form; what is wrong with one is reported."""
    spec, part = reader.spec, reader.part
    own = {name: reader.read((*part.place, "variables", name), text) for name, text in spec.variables.items()}
    secret = {*spec.secrets, *spec.optional_secrets, *spec.generate}
    given = traces.variables(reader.draft, part) | _common(reader) | _brought(reader)
    found = {name: value for name, value in given.items() if name not in secret}
    return found | _port(reader, own) | own


def build_arguments(reader: Reader) -> dict[str, str]:
    """Arguments of the image's build in their end form: texts and addresses that the domain tells beforehand."""
    build, place = reader.spec.build, (*reader.part.place, "build", "arguments")
    found = {}
    for name, text in (build.arguments if build else {}).items():
        segments = reader.read((*place, name), text).segments
        facet = next((segment for segment in segments if isinstance(segment, Facet)), None)
        if facet and facet.key == "url" and facet.part in reader.addresses:
            problem = f"the address of {facet.part} is not known when the image is built; give the stack a `domain`"
            reader.draft.report.add((*place, name), problem, ("domain",))
        elif facet:
            problem = (
                "an image must hold no secret and no private address; allowed: text, and {part.url} of a routed part"
            )
            reader.draft.report.add((*place, name), problem)
        found[name] = "".join(segment for segment in segments if isinstance(segment, str))
    return found


def _common(reader: Reader) -> dict[str, Template]:
    found = {}
    for name, text in reader.draft.application.variables.items():
        if name == "PORT" and isinstance(reader.spec, WebSpec):
            reader.draft.report.add(
                ("variables", name), f"{reader.part.name} has PORT from its `port`; leave it out here"
            )
        elif name not in reader.spec.variables:
            found[name] = reader.read(("variables", name), text)
    return found


def _brought(reader: Reader) -> dict[str, Template]:
    """What the used parts bring; two that bring the same name are reported."""
    several = sum(part.kind == "bucket" for part in reader.used) > 1
    owners: dict[str, str] = {}
    found: dict[str, Template] = {}
    for part in reader.used:
        for name, key in facets.brought(part, reader.draft.configuration.cloud, prefixed=several).items():
            if owners.setdefault(name, part.name) != part.name and name not in reader.spec.variables:
                text = f"{owners[name]} and {part.name} both bring {name}; say which under `variables`"
                reader.draft.report.add((*reader.part.place, "uses"), text)
            found[name] = Template((Facet(part.name, key),))
    return found


def _port(reader: Reader, own: Mapping[str, Template]) -> dict[str, Template]:
    if not isinstance(reader.spec, WebSpec):
        return {}
    port = Template((str(reader.spec.port),))
    if own.get("PORT", port) != port:
        text = f"differs from `port`, {reader.spec.port}; leave it out: PORT always says what `port` says"
        reader.draft.report.add((*reader.part.place, "variables", "PORT"), text, (*reader.part.place, "port"))
    return {"PORT": port}
