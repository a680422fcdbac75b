"""What a stack costs a month."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from groundwork.cost import price_file
from groundwork.cost.answer import Cost
from groundwork.cost.bill import of_stack
from groundwork.cost.rows import cents, money, parsed, plain, signed
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from tests.groundwork.building import DATABASE, instance, part, previewed, state, step

API, NETWORK = part("ApiService", "api"), part("Network", "network")


def made(*resources: dict[str, object], config: Mapping[str, str] | None = None) -> Preview:
    parts = (DATABASE, API, NETWORK)
    return previewed([], [step("create", None, each) for each in (*parts, *resources)], config=config)


def lines(found: Preview) -> list[tuple[str, str, float, float]]:
    bill = of_stack(found, found.after)
    assert bill is not None
    return [(line.part, line.price, line.quantity, round(line.amount.value, 2)) for line in bill.lines]


def test_a_database_in_two_zones_is_paid_twice() -> None:
    assert lines(made(instance("db.t4g.medium", multiAz=True))) == [
        ("database", "RDS db.t4g.medium", 2, 94.9),
        ("database", "RDS gp3 GiB", 100, 11.5),
    ]
    assert lines(made(instance("db.t4g.micro"))) == [
        ("database", "RDS db.t4g.micro", 1, 11.68),
        ("database", "RDS gp3 GiB", 50, 5.75),
    ]


def test_a_service_costs_what_its_tasks_have() -> None:
    task = state(
        "aws:ecs/taskDefinition:TaskDefinition",
        "api-task",
        {"cpu": "512", "memory": "1024", "runtimePlatform": {"cpuArchitecture": "ARM64"}},
        parent=API["urn"],
    )
    service = state(
        "aws:ecs/service:Service",
        "api-service",
        {"desiredCount": 3},
        parent=API["urn"],
        links={"taskDefinition": [task["urn"]]},
    )
    assert lines(made(task, service)) == [
        ("api", "Fargate vCPU arm64", 1.5, 35.46),
        ("api", "Fargate GiB arm64", 3, 7.8),
    ]


def test_only_what_faces_the_internet_has_addresses() -> None:
    balancer = "aws:lb/loadBalancer:LoadBalancer"
    outside = state(balancer, "gateway", {"subnets": ["a", "b"]}, parent=NETWORK["urn"])
    inside = state(balancer, "inside", {"subnets": ["a", "b"], "internal": True}, parent=API["urn"])
    assert lines(made(outside, inside)) == [
        ("api", "load balancer", 1, 16.43),
        ("network", "load balancer", 1, 16.43),
        ("network", "public IPv4 address", 2, 7.3),
    ]


def test_an_endpoint_of_a_gateway_is_free() -> None:
    kind = "aws:ec2/vpcEndpoint:VpcEndpoint"
    gateway = state(kind, "s3", {"vpcEndpointType": "Gateway"}, parent=NETWORK["urn"])
    interface = state(
        kind, "logs", {"vpcEndpointType": "Interface", "subnetIds": ["a", "b", "c"]}, parent=NETWORK["urn"]
    )
    assert lines(made(gateway, interface)) == [("network", "interface endpoint in one zone", 3, 21.9)]


def test_an_alarm_costs_by_its_metrics() -> None:
    kind = "aws:cloudwatch/metricAlarm:MetricAlarm"
    queries = [{"id": "share", "expression": "a / b"}, {"id": "a", "metric": {}}, {"id": "b", "metric": {}}]
    computed = state(kind, "errors", {"metricQueries": queries}, parent=API["urn"])
    plain_one = state(kind, "cpu", {"metricName": "CPUUtilization"}, parent=API["urn"])
    assert lines(made(computed, plain_one)) == [("api", "alarm on one metric", 3, 0.3)]


def test_a_group_of_container_instances_costs_what_always_runs() -> None:
    group = state("alicloud:ess/scalingGroup:ScalingGroup", "api-group", {"minSize": 2}, parent=API["urn"])
    configuration = state(
        "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration",
        "api-containers",
        {"cpu": 0.5, "memory": 1},
        parent=API["urn"],
        links={"scalingGroupId": [group["urn"]]},
    )
    found = made(group, configuration, config={"groundwork:cloud": "alicloud", "alicloud:region": "cn-hangzhou"})
    assert lines(found) == [("api", "ECI vCPU", 1, 20.24), ("api", "ECI GiB", 2, 5.05)]


def test_a_region_is_dearer_and_less_sure() -> None:
    found = made(instance("db.t4g.micro"), config={"aws:region": "eu-central-1"})
    bill = of_stack(found, found.after)
    assert bill is not None
    assert round(bill.total.value, 2) == round(1.15 * (11.68 + 5.75), 2)
    assert round(bill.total.high, 2) == round(1.15 * (11.68 * 1.07 + 5.75 * 1.05), 2)
    assert round(bill.total.low, 2) == round(1.15 * (11.68 * 0.93 + 5.75 * 0.95), 2)


def test_what_an_update_changes_is_told_to_the_cent() -> None:
    old, new = instance("db.t4g.micro"), instance("db.t4g.medium")
    cost = Cost.of_update(previewed([DATABASE, old], [step("update", old, new)]))
    assert cost.title == "shop, prod: 53.20 USD a month, +35.77 against what runs now"
    assert [(row.price, row.difference) for row in cost.rows] == [
        ("RDS db.t4g.medium", 47.45),
        ("RDS db.t4g.micro", -11.68),
    ]


def test_an_answer_can_be_held_against_a_later_one() -> None:
    before = of_stack(made(instance("db.t4g.micro")), made(instance("db.t4g.micro")).after)
    after = of_stack(made(instance("db.t4g.medium")), made(instance("db.t4g.medium")).after)
    assert before is not None
    cost = Cost("shop, prod", after, parsed(json.loads(json.dumps(plain(before))), "main.json"), "main.json")
    assert cost.difference == 35.77


def test_a_host_of_ones_own_has_no_bill() -> None:
    found = previewed(
        [],
        [step("create", None, state("docker:index/container:Container", "api"))],
        config={"groundwork:cloud": "docker"},
    )
    cost = Cost.of_update(found)
    assert (cost.title, cost.data()) == (
        "shop, prod: one host of your own; what it costs, its provider bills",
        {"about": "shop, prod", "billed": False},
    )


def test_what_has_no_price_is_a_problem_that_says_what_to_do() -> None:
    found = made(instance("db.x99.huge"))
    with pytest.raises(
        ProblemError, match=r"^database: RDS db\.x99\.huge has no price; add it to a price file of your own"
    ):
        of_stack(found, found.after)


def test_a_price_file_of_ones_own_counts(tmp_path: Path) -> None:
    content = yaml.safe_load((price_file.FOLDER / "aws.yaml").read_text())
    content["prices"]["RDS db.t4g.micro"] = {"a_month": 1.0, "error": 0}
    own = tmp_path / "prices.yaml"
    own.write_text(yaml.safe_dump(content))
    found = made(instance("db.t4g.micro"))
    bill = of_stack(found, found.after, own)
    assert bill is not None
    assert [(line.price, line.amount.value) for line in bill.lines] == [
        ("RDS gp3 GiB", 5.75),
        ("RDS db.t4g.micro", 1.0),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"prices": {"key": {"a_month": 1.0, "an_hour": 1.0, "error": 0}}},
            "prices.key: Value error, either an_hour or a_month",
        ),
        (
            {"prices": {"key": {"a_month": -1.0, "error": 0}}},
            "prices.key.a_month: Input should be greater than or equal to 0",
        ),
        ({"dated": "last year"}, "dated: String should match pattern"),
        ({"discount": 5}, "discount: Extra inputs are not permitted"),
    ],
)
def test_a_price_file_that_is_wrong_says_where(tmp_path: Path, change: dict[str, object], told: str) -> None:
    own = tmp_path / "prices.yaml"
    own.write_text(yaml.safe_dump(yaml.safe_load((price_file.FOLDER / "aws.yaml").read_text()) | change))
    with pytest.raises(ProblemError) as problem:
        price_file.read(own)
    assert f"{own}: {told}" in str(problem.value)


def test_a_price_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"none\.yaml is not there$"):
        price_file.read(tmp_path / "none.yaml")


def test_half_a_cent_goes_up_as_the_price_file_has_it() -> None:
    """2 x 0.225 an hour x 730 hours x 1.15 is 377.775, which a float holds a little lower."""
    assert cents(2 * 0.225 * 730 * 1.15) == 377.78
    assert money(2 * 0.225 * 730 * 1.15) == "377.78"
    assert signed(0.005) == "+0.01"
    assert signed(0.004) == "no difference"


def test_what_is_remembered_is_named() -> None:
    task = {"cpu": "512", "memory": "1024", "runtimePlatform": {"cpuArchitecture": "ARM64"}}
    made_of = state("aws:ecs/taskDefinition:TaskDefinition", "api-task", task, parent=API["urn"])
    links = {"taskDefinition": [made_of["urn"]]}
    service = state("aws:ecs/service:Service", "api", {"desiredCount": 1}, parent=API["urn"], links=links)
    found = made(made_of, service, config={"aws:region": "eu-central-1"})
    cost = Cost("shop, prod", of_stack(found, found.after))
    assert (
        "remembered, to be looked up: Fargate GiB arm64, Fargate vCPU arm64, how dear eu-central-1 is" in cost.remarks
    )
    assert cost.data()["remembered"][0] == "Fargate GiB arm64"
    sure = made(instance("db.t4g.micro"))
    assert not [line for line in Cost("shop, prod", of_stack(sure, sure.after)).remarks if "remembered" in line]


def test_money_of_two_currencies_is_not_held_against_each_other() -> None:
    found = made(instance("db.t4g.micro"))
    bill = of_stack(found, found.after)
    assert bill is not None
    with pytest.raises(ProblemError, match=r"^shop, prod is billed in USD and main\.json in EUR: one cannot be held"):
        Cost("shop, prod", bill, replace(bill, currency="EUR"), "main.json")


def test_what_no_cloud_bills_is_told_as_the_other() -> None:
    found = made(instance("db.t4g.micro"))
    cost = Cost("shop, prod", of_stack(found, found.after), None, "local")
    assert cost.title == (
        "shop, prod: 17.43 USD a month; local is one host of your own; what it costs, its provider bills"
    )


def test_an_answer_of_another_form_is_refused() -> None:
    line = {"part": "a", "price": "b", "quantity": "many", "monthly": 1, "low": 1, "high": 1}
    content = {"currency": "USD", "dated": "2026-10", "region": "", "by_use": {}, "lines": [line]}
    with pytest.raises(ProblemError, match=r"is no answer of `groundwork cost --json`$"):
        parsed(content, "main.json")


def test_a_source_that_no_file_names_is_told(tmp_path: Path) -> None:
    content = yaml.safe_load((price_file.FOLDER / "aws.yaml").read_text())
    content["prices"]["key"]["source"] = "hearsay"
    own = tmp_path / "prices.yaml"
    own.write_text(yaml.safe_dump(content))
    with pytest.raises(
        ProblemError, match=r"the whole: Value error, no source is called hearsay; allowed: remembered, "
    ):
        price_file.read(own)
