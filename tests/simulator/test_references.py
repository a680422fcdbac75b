"""Every row about what refers to what does what it says."""

from typing import Any

import pytest

from simulator.alicloud import alicloud
from simulator.aws import aws
from simulator.behaviour import Call, Refusal
from simulator.catalogue import Property
from simulator.cloud import GLOBAL, Record
from simulator.package import Package
from simulator.references import Name, Reference
from tests.simulator.world import REGION, World

PACKAGES = {package.name: package for package in (aws(), alicloud())}
ROWS = [row for package in PACKAGES.values() for rows in package.references.by_holder.values() for row in rows]
MUST_EXIST = [row for row in ROWS if row.missing]
STAY = [row for row in ROWS if row.in_use]
NAMES = [pair for package in PACKAGES.values() for pair in package.references.names.items()]
UNIQUE = [(token, name) for token, names in NAMES for name in names]
VALUE = "arn:aws:service:eu-central-1:123456789012:thing"


def label(row: Reference) -> str:
    return f"{row.holder.partition(':')[0]}.{row.holder.rpartition(':')[2]}.{'.'.join(row.path)}"


def package_of(token: str) -> Package:
    return PACKAGES[token.partition(":")[0]]


def nested(fields: dict[str, Property], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Inputs with a value at a path."""
    rule = fields[path[0]]
    inner_fields = rule.fields or (rule.element.fields if rule.element else None) or {}
    inner = nested(inner_fields, path[1:], value) if path[1:] else value
    return {path[0]: [inner] if rule.kind in ("list", "set") else inner}


def region_of(token: str) -> str:
    package = package_of(token)
    placed = "region" in package.catalogue[token].properties or (package.regional and token not in package.worldwide)
    return REGION if placed else GLOBAL


def call(world: World, token: str, inputs: dict[str, Any], old: dict[str, Any] | None = None, id_: str = "") -> Call:
    type_, region = package_of(token).catalogue[token], region_of(token)
    return Call(
        cloud=world.cloud, type=type_, urn="urn", region=region, home_region=REGION, inputs=inputs, old=old, id=id_
    )


def holder_inputs(row: Reference) -> dict[str, Any]:
    return nested(package_of(row.holder).catalogue[row.holder].properties, row.path, VALUE)


def target(row: Reference) -> Record:
    """A thing that the value of a reference names."""
    token, by = row.targets[0], row.by[0]
    id_ = VALUE if by == "id" else "the-id"
    return Record(token, region_of(token), id_, id_, "urn", {by: VALUE})


@pytest.mark.parametrize("row", MUST_EXIST, ids=label)
def test_what_is_named_must_exist(world: World, row: Reference) -> None:
    references, asked = package_of(row.holder).references, call(world, row.holder, holder_inputs(row))
    with pytest.raises(Refusal) as refusal:
        references.check_targets(asked)
    assert str(refusal.value) == str(row.missing).format(value=VALUE, region=asked.region)
    world.cloud.put(target(row))
    references.check_targets(asked)


@pytest.mark.parametrize("row", STAY, ids=label)
def test_what_is_used_stays(world: World, row: Reference) -> None:
    references, used = package_of(row.holder).references, target(row)
    user = Record(row.holder, region_of(row.holder), "user", "user", "urn", holder_inputs(row))
    for record in (used, user):
        world.cloud.put(record)
    asked = call(world, used.type, {}, used.properties, used.id)
    with pytest.raises(Refusal) as refusal:
        references.check_unused(asked, used)
    assert str(refusal.value) == str(row.in_use).format(id=used.id, user="user", value=used.id)
    world.cloud.remove(user)
    references.check_unused(asked, used)


@pytest.mark.parametrize(("token", "name"), UNIQUE, ids=lambda each: each if isinstance(each, str) else each.property)
def test_a_name_is_taken_once(world: World, token: str, name: Name) -> None:
    references, inputs = package_of(token).references, {name.property: "taken"}
    if name.within not in ("region", "account"):
        inputs[name.within] = "here"
    world.cloud.put(Record(token, region_of(token), "first", "first", "urn", dict(inputs)))
    with pytest.raises(Refusal) as refusal:
        references.check_names(call(world, token, inputs))
    assert str(refusal.value) == name.taken.format(value="taken", id="first")
    references.check_names(call(world, token, {**inputs, name.property: "free"}))
    references.check_names(call(world, token, inputs, dict(inputs), "first"))
    if name.within not in ("region", "account"):
        references.check_names(call(world, token, {**inputs, name.within: "elsewhere"}))


def test_an_unchanged_reference_is_not_looked_up_again(world: World) -> None:
    [row] = [row for row in MUST_EXIST if label(row) == "aws.Subnet.vpcId"]
    inputs = holder_inputs(row)
    world.package.references.check_targets(call(world, row.holder, inputs, dict(inputs), "subnet-1"))


def test_things_in_another_region_do_not_count(world: World) -> None:
    [row] = [row for row in MUST_EXIST if label(row) == "aws.Subnet.vpcId"]
    world.cloud.put(Record(row.targets[0], "us-east-1", VALUE, VALUE, "urn", {}))
    with pytest.raises(Refusal):
        world.package.references.check_targets(call(world, row.holder, holder_inputs(row)))
