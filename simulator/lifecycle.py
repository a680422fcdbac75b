"""Makes, changes, reads and removes one resource in a simulated cloud; knows nothing of gRPC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.answers import EMPTY_OUTPUTS, fill_template
from simulator.behaviour import Call, Refusal
from simulator.catalogue import ResourceType
from simulator.checking.naming import MADE
from simulator.cloud import GLOBAL, Cloud, Record
from simulator.package import Package
from simulator.values import UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a call comes from: one configured provider."""

    region: str
    default_tags: Mapping[str, str] = field(default_factory=dict)


class Lifecycle:
    """The four things that happen to a resource of one package."""

    def __init__(self, package: Package, cloud: Cloud) -> None:
        """For one package in one home's clouds."""
        self.package = package
        self.cloud = cloud

    def call(
        self, urn: str, place: Place, inputs: Mapping[str, Any], old: Mapping[str, Any] | None = None, id_: str = ""
    ) -> Call:
        """A call as the hooks see it."""
        type_ = self.package.catalogue[type_of(urn)]
        region = self._region(type_, place, inputs, old or {})
        asked = {key: value for key, value in inputs.items() if key != MADE}
        return Call(
            cloud=self.cloud,
            type=type_,
            urn=urn,
            region=region,
            home_region=place.region,
            inputs=asked,
            old=old,
            id=id_,
        )

    def _region(self, type_: ResourceType, place: Place, inputs: Mapping[str, Any], old: Mapping[str, Any]) -> str:
        if "region" in type_.properties:
            return inputs.get("region") or old.get("region") or place.region
        return place.region if self.package.regional and type_.token not in self.package.worldwide else GLOBAL

    def preview(self, call: Call, place: Place) -> dict[str, Any]:
        """What is known of a resource before it is made; the rest is unknown."""
        known = stored_inputs(call) | self._common(call, place)
        if hook := self.package.behaviour(call.type.token).preview:
            known |= hook(call.with_outputs(known))
        answered = {name for name, rule in call.type.properties.items() if rule.answered and not rule.write_only}
        unknown = {name: UNKNOWN for name in (*call.type.outputs, *answered) if known.get(name) is None}
        return {**known, **unknown}

    def create(self, call: Call, place: Place) -> Record:
        """Makes the resource, or raises Refusal and makes nothing."""
        with self.cloud.transaction():
            self.package.references.check_names(call)
            self.package.references.check_targets(call)
            behaviour = self.package.behaviour(call.type.token)
            for hook in behaviour.create:
                hook(call)
            properties = self._answer(call, place)
            id_ = str(properties.pop("id"))
            key = self.key(call, id_, properties)
            record = Record(call.type.token, call.region, key, id_, call.urn, properties)
            if self.package.stored:
                self.cloud.put(record)
            if behaviour.made:
                behaviour.made(call.with_outputs({**properties, "id": id_}))
            return record

    def update(self, call: Call, place: Place) -> dict[str, Any]:
        """Changes the resource; answers all its properties."""
        with self.cloud.transaction():
            record = self.record_of(call)
            if record is None and self.package.stored:
                raise Refusal(f"NotFound: {call.type.token} {call.id} does not exist any more; run `refresh`")
            self.package.references.check_names(call)
            self.package.references.check_targets(call)
            for hook in self.package.behaviour(call.type.token).update:
                hook(call)
            properties = self._answer(call, place)
            id_ = str(properties.pop("id", call.id))
            key = self.key(call, id_, properties)
            if record is not None:
                if key != record.key:
                    self.cloud.remove(record)
                self.cloud.put(Record(record.type, record.region, key, id_, call.urn, properties))
            return properties

    def preview_update(self, call: Call, place: Place) -> dict[str, Any]:
        """What an update would make of the resource: the new inputs, and the answers that stay."""
        known = stored_inputs(call) | self._common(call, place)
        moved = dict.fromkeys(self.package.behaviour(call.type.token).moves, UNKNOWN)
        return {**self._kept(call, known), **known, **moved}

    def refuse_delete(self, call: Call) -> Record | None:
        """Raises Refusal where the cloud would not delete it; None when it is gone already."""
        with self.cloud.transaction():
            record = self.record_of(call)
            if record is not None:
                for hook in self.package.behaviour(call.type.token).delete:
                    hook(call)
                self.package.references.check_unused(call, record)
            return record

    def delete(self, call: Call, record: Record) -> None:
        """Removes it, and what goes with it."""
        with self.cloud.transaction():
            self.cloud.remove(record)
            if hook := self.package.behaviour(call.type.token).gone:
                hook(call)

    def record_of(self, call: Call) -> Record | None:
        """The thing in the cloud that a call is about."""
        return self.cloud.get(call.type.token, call.region, self.key(call, call.id, call.old or {}))

    def key(self, call: Call, id_: str, properties: Mapping[str, Any]) -> str:
        """What tells a thing apart within its type and region: its id, or what the type's answers say under `key`."""
        template = self.package.answers.rows.get(call.type.token, {}).get("key", "{id}")
        return str(fill_template(template, {**properties, "id": id_, "urn": call.urn}))

    def _common(self, call: Call, place: Place) -> dict[str, Any]:
        common: dict[str, Any] = {}
        if "region" in call.type.properties:
            common["region"] = call.region
        if "tagsAll" in call.type.outputs:
            common["tagsAll"] = all_tags(place, call.inputs)
        return common

    def _surroundings(self, call: Call) -> dict[str, str]:
        return {"region": call.region, "home_region": call.home_region, **self.package.surroundings(call)}

    def _kept(self, call: Call, known: Mapping[str, Any]) -> dict[str, Any]:
        answered = [name for name, rule in call.type.properties.items() if rule.answered]
        kept = {name: (call.old or {}).get(name) for name in (*call.type.outputs, *answered) if known.get(name) is None}
        return {name: value for name, value in kept.items() if value is not None}

    def _answer(self, call: Call, place: Place) -> dict[str, Any]:
        """All properties of the resource as the cloud holds it, and its `id`."""
        known = stored_inputs(call) | self._common(call, place)
        if call.old is not None:
            known |= self._kept(call, known) | {"id": call.id}
        known |= self.package.answers.fill(call.type.token, {**self._surroundings(call), **known})
        if hook := self.package.behaviour(call.type.token).answer:
            known |= hook(call.with_outputs(known))
        empty = {name: EMPTY_OUTPUTS[kind] for name, kind in call.type.outputs.items() if name not in known}
        return {**known, **empty}


def type_of(urn: str) -> str:
    """The resource type in a URN, without the types of its parents."""
    return urn.split("::")[2].rpartition("$")[2]


def name_of(urn: str) -> str:
    """The logical name in a URN."""
    return urn.split("::", 3)[3]


def all_tags(place: Place, inputs: Mapping[str, Any]) -> dict[str, str]:
    """The resource's tags over the provider's default ones."""
    return {**place.default_tags, **(inputs.get("tags") or {})}


def stored_inputs(call: Call) -> dict[str, Any]:
    """The inputs as the cloud keeps them: without what is never stored, in the case it stores."""
    kept: dict[str, Any] = {}
    for name, value in call.inputs.items():
        rule = call.type.properties[name]
        if not rule.write_only and value is not None:
            kept[name] = value.lower() if rule.stored == "lower" and isinstance(value, str) else value
    return kept
