"""Two stacks side by side."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from groundwork.command import main
from groundwork.cost.rows import signed
from groundwork.difference import levels
from groundwork.difference.answer import Difference
from groundwork.difference.levels import Level
from groundwork.difference.makeup import Kind
from groundwork.resources import UNKNOWN
from tests.engine.harness import Project
from tests.groundwork.building import DATABASE, RDS, instance, part, state
from tests.groundwork.printing import text
from tests.groundwork.stacks import asked, side

PROD, STAGING = asked("prod"), asked("staging")
NETWORK = part("Network", "network")
NAT = "aws:ec2/natGateway:NatGateway"
HOST = replace(PROD, cloud="docker")
ALI = {"instanceType": "pg.n2.2c.1m", "instanceStorage": 50}


def gateway(number: int) -> dict[str, Any]:
    return state(NAT, f"network-nat-{number}", {}, parent=NETWORK["urn"])


def test_resources_are_counted_by_part_and_type() -> None:
    here = side(PROD, DATABASE, NETWORK, instance(), gateway(1), gateway(2))
    there = side(PROD, NETWORK, gateway(1), state("aws:kms/key:Key", "platform-key"))
    assert Difference(here, there).kinds == [
        Kind("", "aws:kms/key:Key", 0, 1),
        Kind("database", RDS, 1, 0),
        Kind("network", NAT, 2, 1),
    ]
    assert Difference(here, here).kinds == []


def test_between_clouds_people_see_how_many_each_part_has_and_machines_all() -> None:
    here = side(PROD, DATABASE, NETWORK, instance(), gateway(1), gateway(2))
    container = state("docker:index/container:Container", "database-server", parent=DATABASE["urn"])
    found = Difference(here, side(HOST, DATABASE, container))
    assert [(kind.part, kind.here, kind.there) for kind in found.shown_kinds] == [("database", 1, 1), ("network", 2, 0)]
    assert [each["type"] for each in found.data()["resources"]] == [RDS, "docker:index/container:Container", NAT]


def test_a_promise_that_one_keeps_and_the_other_does_not_is_told_with_the_reason() -> None:
    here, there = side(PROD, DATABASE, instance(multiAz=True)), side(PROD, DATABASE, instance(multiAz=False))
    zones = next(each for each in Difference(here, there).data()["promises"] if each["id"] == "zones")
    assert zones["here"] == {"state": "kept", "reasons": ()}
    assert zones["there"] == {
        "state": "not kept",
        "reasons": ("database-instance (aws:rds/instance:Instance): database",),
    }
    assert "Database and cache survive the loss of a zone" in text(Difference(here, there))
    assert Difference(here, here).promises == []


def test_what_is_judged_on_neither_is_told() -> None:
    policy = state("aws:iam/rolePolicy:RolePolicy", "api-policy", {"policy": UNKNOWN})
    found = Difference(side(PROD, policy), side(PROD, policy))
    title = "Every part acts with rights of its own: no wildcard action"
    assert found.data()["not_judged"] == [title]
    assert f"only an update will know: {title}\n" in text(found)
    assert title in found.markup()


def test_levels_are_what_each_asks_for() -> None:
    assert levels.differences(PROD, STAGING) == [
        Level("zones of the network", "3", "2"),
        Level("logs are kept", "365 days", "30 days"),
        Level("database: backups are kept", "30 days", "14 days"),
        Level("database: zones", "2", "1"),
        Level("cache: copies are kept", "7 days", "1 day"),
        Level("cache: replicas", "1", "0"),
        Level("api: instances", "2 to 10", "1 to 4"),
        Level("tasks: instances", "2 to 4", "1 to 4"),
    ]
    assert levels.differences(PROD, PROD) == []


def test_a_part_that_only_one_has_is_told() -> None:
    found = levels.differences(PROD, replace(PROD, cache=None))
    assert found == [Level("cache: copies are kept", "7 days", "none"), Level("cache: replicas", "1", "none")]


def test_deletion_is_refused_by_a_cloud_only_and_not_where_a_stack_is_disposable() -> None:
    words = ("the cloud refuses to delete the entry", "the cloud refuses to delete the database")
    for other in (replace(PROD, disposable=True), HOST):
        assert [levels.levels(other)[each] for each in words] == ["no", "no"]
    assert [levels.levels(PROD)[each] for each in words] == ["yes", "yes"]
    database = PROD.database
    assert database is not None
    open_ = replace(PROD, database=database.model_copy(update={"deletion_protection": False}))
    assert [levels.levels(open_)[each] for each in words] == ["yes", "no"]


def test_a_stack_without_an_entry_has_none_to_delete() -> None:
    assert "the cloud refuses to delete the entry" not in levels.levels(replace(PROD, entry=None))


def test_a_host_has_one_place_and_follows_no_load() -> None:
    found = levels.levels(HOST)
    assert found["zones of the network"] == found["database: zones"] == "one host"
    assert (found["api: instances"], found["cache: replicas"], found["cache: copies are kept"]) == ("2", "none", "none")


def test_bills_are_held_against_each_other() -> None:
    here, there = side(PROD, DATABASE, instance(multiAz=True)), side(PROD, DATABASE, instance())
    found = Difference(here, there)
    assert found.cost.difference == 17.43
    assert found.cost.lines() == ["prod: 34.86 USD a month", "prod: 17.43 USD a month", "prod against prod: +17.43"]
    assert [(row.price, row.difference) for row in found.cost.rows] == [
        ("RDS db.t4g.micro", 11.68),
        ("RDS gp3 GiB", 5.75),
    ]


def test_a_host_has_no_bill_to_hold_against() -> None:
    here = side(PROD, DATABASE, instance())
    there = replace(side(HOST, DATABASE), bill=None)
    found = Difference(here, there)
    assert (found.cost.rows, found.cost.difference, found.data()["cost"]["there"]) == ([], None, None)
    assert found.cost.lines()[1:] == ["prod: a host of your own, which its provider bills"]


def test_two_that_are_alike_have_no_difference() -> None:
    same = side(PROD, DATABASE, instance())
    found = Difference(same, same)
    assert found.title == "shop, prod against prod: no difference"
    assert text(found).splitlines()[0] == found.title
    json.dumps(found.data())


def test_the_title_counts() -> None:
    here, there = side(PROD, DATABASE, instance(multiAz=True)), side(STAGING, DATABASE, instance(), gateway(1))
    assert Difference(here, there).title == "shop, prod against prod: 1 promise, 8 levels, 1 kind of resource differ"


def test_names_are_text_on_a_page_and_on_a_terminal() -> None:
    odd = part("Database", "[red]<b>")
    here = side(PROD, odd, {**instance(), "parent": odd["urn"]})
    found = Difference(here, side(PROD))
    assert "[red]<b>" in text(found)
    assert "<b>" not in found.markup()
    assert "[red]&lt;b&gt;" in found.markup()


def test_secrets_are_in_no_form_of_the_answer() -> None:
    here = side(PROD, DATABASE, instance(password="quite-secret", multiAz=True))
    found = Difference(here, side(PROD, DATABASE, instance(multiAz=False)))
    assert "quite-secret" not in text(found) + json.dumps(found.data()) + found.markup()


def test_a_stack_without_files_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project("notes", tmp_path)
    assert main(["diff", "-C", str(project.folder), "prod", "other"]) == 1
    assert "Pulumi.other.yaml" in capsys.readouterr().err


@pytest.mark.engine
def test_stacks_of_one_project_on_two_clouds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project("notes", tmp_path)
    with project.edit("Pulumi.staging.yaml") as content:
        content["config"]["groundwork:cloud"] = "alicloud"
    assert main(["diff", "-C", str(project.folder), "prod", "staging", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["here"]["cloud"], found["there"]["cloud"]) == ("aws", "alicloud")
    states = {each["id"]: (each["here"]["state"], each["there"]["state"]) for each in found["promises"]}
    assert states["zones"] == ("kept", "not kept")
    assert {"what": "zones of the network", "here": "3", "there": "2"} in found["levels"]
    assert {(each["part"], each["type"]) for each in found["resources"]} >= {
        ("database", RDS),
        ("database", "alicloud:rds/instance:Instance"),
    }
    assert found["cost"]["difference"] > 0


class TestBetweenClouds:
    """No two clouds have a type of resource, or a price, in common."""

    @staticmethod
    def found(*more: dict[str, Any]) -> Difference:
        ali = state("alicloud:rds/instance:Instance", "database-instance", ALI, parent=DATABASE["urn"])
        key = state("alicloud:kms/key:Key", "platform-key")
        here = side(PROD, DATABASE, NETWORK, instance(), gateway(1), *more)
        there = side(replace(PROD, cloud="alicloud"), DATABASE, ali, key, config={"groundwork:cloud": "alicloud"})
        return Difference(here, there)

    def test_resources_are_counted_by_part_and_component(self) -> None:
        assert self.found().shown_kinds == [
            Kind("", "outside every component", 0, 1),
            Kind("database", "Database", 1, 1),
            Kind("network", "Network", 1, 0),
        ]

    def test_types_that_no_other_cloud_has_are_no_differences(self) -> None:
        few, many = self.found(), self.found(gateway(2), gateway(3))
        assert few.title == many.title
        assert few.title.startswith("shop, prod (AWS) against prod (Alibaba Cloud): ")
        assert "kind" not in few.title

    @pytest.mark.parametrize("form", ["terminal", "page"])
    def test_people_are_told_what_is_counted(self, form: str) -> None:
        found = self.found()
        shown = " ".join((text(found) if form == "terminal" else found.markup()).split())
        assert "resources of the component" in shown
        assert "AWS and Alibaba Cloud have no type of resource in common: counted are the resources of each" in shown
        assert "in common" not in text(Difference(side(PROD, DATABASE), side(STAGING, DATABASE)))

    def test_a_difference_of_money_says_how_unsure_it_is(self) -> None:
        """50 a month and 50 GiB at 0.15, each 40 % off, against prices of AWS that are off by 2 % at most."""
        bill, other = self.found().here.bill, self.found().there.bill
        assert bill is not None
        assert other is not None
        (*_, told) = self.found().cost.lines()
        low, high = bill.total.low - other.total.high, bill.total.high - other.total.low
        assert told.startswith(
            f"prod against prod: {signed(bill.total.value - other.total.value)}, by the errors of both"
        )
        assert told.endswith(f"between {signed(low)} and {signed(high)}")
        assert low < bill.total.value - other.total.value < high
