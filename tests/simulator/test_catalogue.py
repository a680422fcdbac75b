"""The simulator's data hangs together, and agrees with the SDKs."""

import pytest

from simulator import latency
from simulator.alicloud import alicloud
from simulator.answers import EMPTY_OUTPUTS
from simulator.aws import aws
from simulator.catalogue import build, sdk, words
from simulator.catalogue.store import UnknownType, catalogue_of
from simulator.checking.formats import FORMATS
from simulator.difference.compare import GROWN, KEPT
from simulator.difference.sameness import SAMENESS
from simulator.docker import docker
from simulator.package import Package
from simulator.references import Reference

LISTED = build.listed_types()
CLOUDS = {package.name: package for package in (aws(), alicloud(), docker())}
each_cloud = pytest.mark.parametrize("package", CLOUDS.values(), ids=list(CLOUDS))


def test_every_listed_type_is_in_the_catalogue_and_no_other() -> None:
    packages = {token.partition(":")[0] for token in LISTED}
    assert sorted(LISTED) == sorted(token for package in packages for token in catalogue_of(package).tokens)


@pytest.mark.parametrize("token", LISTED)
def test_inputs_have_the_names_of_the_sdk(token: str) -> None:
    assert set(catalogue_of(token.partition(":")[0])[token].properties) == sdk.input_names(token)


@pytest.mark.parametrize("token", LISTED)
def test_outputs_have_the_names_of_the_sdk(token: str) -> None:
    type_ = catalogue_of(token.partition(":")[0])[token]
    unknown = set(type_.outputs) - set(sdk.output_kinds(token))
    assert unknown == set()
    assert set(type_.secret_outputs) <= {*type_.outputs, *type_.properties}


@pytest.mark.parametrize("token", LISTED)
def test_every_type_has_latencies_with_their_source(token: str) -> None:
    rows = latency.table(token.partition(":")[0])[token]
    assert rows, f"{token} has no latency"
    assert rows[-1].when == ""
    assert all(row.source.strip() and min(row.seconds.values()) >= 0 for row in rows)


def test_no_latency_is_for_a_type_that_is_not_listed() -> None:
    packages = {token.partition(":")[0] for token in LISTED}
    assert {token for package in packages for token in latency.table(package)} <= set(LISTED)


@pytest.mark.parametrize("token", [token for token in LISTED if token.partition(":")[0] in CLOUDS])
def test_every_cloud_resource_gets_an_id(token: str) -> None:
    package = CLOUDS[token.partition(":")[0]]
    assert "id" in package.answers.rows.get(token, {}) or package.behaviour(token).answer


@each_cloud
def test_templates_and_behaviours_are_for_listed_types_and_their_properties(package: Package) -> None:
    assert set(package.behaviours) <= set(package.catalogue.tokens)
    for token, rows in package.answers.rows.items():
        type_ = package.catalogue[token]
        assert set(rows) <= {"id", "key", *type_.properties, *type_.outputs}, token


@each_cloud
def test_what_a_template_answers_is_of_the_outputs_kind(package: Package) -> None:
    for token, rows in package.answers.rows.items():
        kinds = package.catalogue[token].outputs
        wrong = [name for name in set(rows) & set(kinds) if type(rows[name]) is not type(EMPTY_OUTPUTS[kinds[name]])]
        assert wrong == [], token


def leads_to_a_property(package: Package, reference: Reference) -> bool:
    fields = package.catalogue[reference.holder].properties
    for step in reference.path:
        if step not in fields:
            return False
        found = fields[step]
        fields = found.fields or (found.element.fields if found.element else None) or {}
    return True


@each_cloud
def test_references_lead_from_properties_to_types(package: Package) -> None:
    for rows in package.references.by_holder.values():
        for reference in rows:
            assert leads_to_a_property(package, reference), reference
            types = [package.catalogue[target] for target in reference.targets]
            known = [{"id", *type_.properties, *type_.outputs} for type_ in types]
            assert set(reference.by) <= set().union(*known), reference
            assert all(names.intersection(reference.by) for names in known), reference


@each_cloud
def test_unique_names_are_properties(package: Package) -> None:
    for token, rows in package.references.names.items():
        properties = package.catalogue[token].properties
        for row in rows:
            assert row.property in properties, (token, row)
            assert row.within in ("region", "account") or row.within in properties, (token, row)


def test_words_of_the_facts_are_names_of_checks_and_comparisons() -> None:
    formats = {*words.FORMATS.values(), *words.RULES.values(), *words.PERIODS.values()} - {None}
    assert formats <= set(FORMATS)
    sames = {*words.SAMENESS.values(), *words.FORMAT_SAMENESS.values()} - {None}
    assert sames <= {*SAMENESS, KEPT, GROWN}


def test_an_unlisted_type_is_named_with_the_file_that_lists_them() -> None:
    with pytest.raises(UnknownType) as problem:
        _ = catalogue_of("aws")["aws:foo/bar:Bar"]
    assert str(problem.value) == "aws:foo/bar:Bar is not in the simulator's catalogue (simulator/catalogue/types.txt)"


def test_facts_become_a_property() -> None:
    facts = {
        "type": "string",
        "required": True,
        "forceNew": True,
        "enum": ["a"],
        "newerValues": ["b"],
        "format": "json",
    }
    assert build.translate(facts) == {
        "kind": "string",
        "replaces": True,
        "format": "JSON",
        "same": "JSON",
        "required": True,
        "allowed": ["a", "b"],
    }


def test_facts_in_words_the_build_does_not_know_stop_it() -> None:
    with pytest.raises(
        LookupError, match=r"the facts' diffSuppressed 'some new prose' is not in simulator/catalogue/words\.py"
    ):
        build.translate({"type": "string", "diffSuppressed": "some new prose"})


def test_recursive_types_are_tied() -> None:
    statement = catalogue_of("aws")["aws:wafv2/webAcl:WebAcl"].properties["rules"].element
    assert statement is not None
    assert statement.fields is not None
    inner = (statement.fields["statement"].fields or {})["notStatement"].fields or {}
    assert (inner["statement"].fields or {}).keys() == (statement.fields["statement"].fields or {}).keys()
