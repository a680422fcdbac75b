"""Who may reach whom, from the rules of a stack."""

from typing import Any

import pytest

from groundwork.isolation.change import between
from groundwork.isolation.openings import openings
from groundwork.preview import Preview
from groundwork.resources import UNKNOWN, Resource, Snapshot
from tests.groundwork.building import part, previewed, state, step

AWS, ALI = "aws:ec2/securityGroup:SecurityGroup", "alicloud:ecs/securityGroup:SecurityGroup"
INGRESS, EGRESS = (f"aws:vpc/securityGroup{way}Rule:SecurityGroup{way}Rule" for way in ("Ingress", "Egress"))
OLD, ALI_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule", "alicloud:ecs/securityGroupRule:SecurityGroupRule"


def group(kind: str, name: str, **inputs: Any) -> dict[str, Any]:
    return state(kind, f"network-{name}", {"description": f"Part {name}", **inputs})


def said(*resources: dict[str, Any]) -> list[str]:
    return sorted(str(each) for each in openings(Snapshot(Resource.read(each) for each in resources)))


API, DATABASE = group(AWS, "api"), group(AWS, "database")
PORT = {"fromPort": 5432, "toPort": 5432, "ipProtocol": "tcp"}
TO_DATABASE = {"securityGroupId": [DATABASE["urn"]]}


def from_api(**more: Any) -> dict[str, Any]:
    links = {**TO_DATABASE, "referencedSecurityGroupId": [API["urn"]]}
    return state(INGRESS, "rule", {**PORT, "referencedSecurityGroupId": "sg-1", **more}, links=links)


def from_everywhere(**more: Any) -> dict[str, Any]:
    return state(INGRESS, "hole", {**PORT, "cidrIpv4": "0.0.0.0/0", **more}, links=TO_DATABASE)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (from_api(), "api reaches database on 5432"),
        (from_everywhere(), "anybody on the internet reaches database on 5432"),
        (from_everywhere(cidrIpv4="10.0.0.0/8"), "10.0.0.0/8 reaches database on 5432"),
        (from_everywhere(fromPort=8000.0, toPort=8010.0), "anybody on the internet reaches database on 8000-8010"),
        (from_everywhere(ipProtocol="-1"), "anybody on the internet reaches database on all ports"),
        (
            state(INGRESS, "cdn", {**PORT, "prefixListId": "pl-1"}, links=TO_DATABASE),
            "prefix list pl-1 reaches database on 5432",
        ),
        (
            state(
                OLD,
                "old",
                {"type": "ingress", "protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["::/0"]},
                links=TO_DATABASE,
            ),
            "anybody on the internet reaches database on 22",
        ),
    ],
)
def test_a_rule_of_aws(rule: dict[str, Any], expected: str) -> None:
    assert said(API, DATABASE, rule) == [expected]


def test_rules_written_into_a_group_count() -> None:
    entry = {"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["0.0.0.0/0", "10.0.0.0/8"]}
    assert said(group(AWS, "api", ingress=[entry])) == [
        "10.0.0.0/8 reaches api on 22",
        "anybody on the internet reaches api on 22",
    ]


def test_ways_out_are_no_openings() -> None:
    out = state(EGRESS, "out", {**PORT, "cidrIpv4": "0.0.0.0/0"}, links=TO_DATABASE)
    old = state(OLD, "old", {"type": "egress", "protocol": "-1", "cidrBlocks": ["0.0.0.0/0"]}, links=TO_DATABASE)
    assert said(DATABASE, out, old) == []


def test_a_group_of_another_stack_is_told_by_its_id() -> None:
    rule = state(INGRESS, "rule", {**PORT, "referencedSecurityGroupId": "sg-77"}, links=TO_DATABASE)
    assert said(DATABASE, rule) == ["sg-77 reaches database on 5432"]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (
            {"type": "ingress", "cidrIp": "0.0.0.0/0", "portRange": "443/443", "ipProtocol": "tcp"},
            ["anybody on the internet reaches api on 443"],
        ),
        (
            {"type": "ingress", "cidrIp": "0.0.0.0/0", "portRange": "-1/-1", "ipProtocol": "all"},
            ["anybody on the internet reaches api on all ports"],
        ),
        ({"type": "ingress", "policy": "drop", "cidrIp": "0.0.0.0/0", "portRange": "-1/-1"}, []),
        ({"type": "egress", "cidrIp": "0.0.0.0/0", "portRange": "443/443"}, []),
    ],
)
def test_a_rule_of_alibaba_cloud(inputs: dict[str, Any], expected: list[str]) -> None:
    own = group(ALI, "api")
    assert said(own, state(ALI_RULE, "rule", inputs, links={"securityGroupId": [own["urn"]]})) == expected


def test_a_published_port_of_a_container() -> None:
    gateway = part("Gateway", "gateway")
    ports = [{"internal": 10443, "external": 443}, {"internal": 9090, "external": 9090, "ip": "127.0.0.1"}]
    server = state("docker:index/container:Container", "gateway-server", {"ports": ports}, parent=gateway["urn"])
    assert said(gateway, server) == [
        "anybody on the internet reaches gateway on 443",
        "the host itself reaches gateway on 9090",
    ]


def test_what_an_update_opens_is_told_with_what_is_public_first() -> None:
    closed = from_everywhere(cidrIpv4="10.0.0.0/8")
    found: Preview = previewed(
        [API, DATABASE, closed],
        [step("create", None, from_api()), step("update", closed, from_everywhere())],
    )
    change = between(found)
    assert change.lines() == [
        "opens: anybody on the internet reaches database on 5432 (public)",
        "opens: api reaches database on 5432",
        "closes: 10.0.0.0/8 reaches database on 5432",
    ]
    assert change.plain()["opened"][0] == {
        "source": "anybody on the internet",
        "target": "database",
        "ports": "5432",
        "public": True,
    }


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (from_everywhere(cidrIpv4=UNKNOWN), "an address that only the update will know reaches database on 5432"),
        (
            from_everywhere(fromPort=UNKNOWN, toPort=UNKNOWN),
            "anybody on the internet reaches database on ports that only the update will know",
        ),
        (
            state(
                OLD,
                "old",
                {"type": "ingress", "protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": UNKNOWN},
                links=TO_DATABASE,
            ),
            "an address that only the update will know reaches database on 22",
        ),
    ],
)
def test_what_only_the_update_will_know_is_said_in_words(rule: dict[str, Any], expected: str) -> None:
    assert said(API, DATABASE, rule) == [expected]


def test_ports_of_a_container_may_be_unknown() -> None:
    gateway = part("Gateway", "gateway")
    one = state(
        "docker:index/container:Container",
        "one",
        {"ports": [{"internal": 80, "external": UNKNOWN}]},
        parent=gateway["urn"],
    )
    all_ = state("docker:index/container:Container", "all", {"ports": UNKNOWN}, parent=gateway["urn"])
    assert said(gateway, one, all_) == [
        "anybody on the internet reaches gateway on ports that only the update will know"
    ]
