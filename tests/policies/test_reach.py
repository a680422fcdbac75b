"""How far X-01 follows a way into a datastore."""

import pytest

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.whole_stack.reach import AWS
from tests.policies.building import made

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
NAMES = ("outer", "middle", "inner", "data")


def found(*rules: Resource) -> list[Finding]:
    database = made("aws:rds/instance:Instance", "database", {"port": 5432.0}, vpcSecurityGroupIds=GROUPS["data"])
    graph = Graph([*GROUPS.values(), *rules, database])
    return [finding for check in AWS for finding in check.judge(graph)]


GROUPS = {name: made(GROUP, name) for name in NAMES}


def door(into: str, port: object, admits: str | Resource) -> Resource:
    entry = {"ipProtocol": "tcp", "fromPort": port, "toPort": port}
    name = f"{into}-door"
    if isinstance(admits, Resource):
        return made(INGRESS, name, entry, securityGroupId=GROUPS[into], referencedSecurityGroupId=admits)
    return made(INGRESS, name, {**entry, "cidrIpv4": admits}, securityGroupId=GROUPS[into])


def chain(port: object, entry: object = 443.0) -> list[Resource]:
    """Internet -> outer -> middle -> inner -> data, the database's own port at the end."""
    return [
        door("outer", entry, "0.0.0.0/0"),
        door("middle", port, GROUPS["outer"]),
        door("inner", port, GROUPS["middle"]),
        door("data", 5432.0, GROUPS["inner"]),
    ]


def test_a_way_that_carries_the_port_is_followed_to_its_start() -> None:
    (finding,) = found(*chain(5432.0))
    assert not finding.unknown
    assert finding.found == (
        "is reached from the internet: internet -> outer-door (0.0.0.0/0, port 443) -> outer"
        " -> middle-door (port 5432) -> middle -> inner-door (port 5432) -> inner -> data-door (port 5432) -> data"
        " -> database"
    )


def test_a_way_through_a_service_is_none() -> None:
    """The load balancer admits the internet, the service the load balancer, the database the service."""
    assert found(*chain(8000.0)) == []


def test_a_group_one_step_away_must_not_admit_the_internet_on_any_port() -> None:
    assert len(found(door("inner", 22.0, "0.0.0.0/0"), door("data", 5432.0, GROUPS["inner"]))) == 1


@pytest.mark.parametrize("cidr", ["0.0.0.0/0", "::/0", "10.0.0.0/16", "203.0.113.7/32"])
def test_no_range_of_addresses_is_admitted_at_all(cidr: str) -> None:
    (finding,) = found(door("data", 5432.0, cidr))
    assert cidr in finding.found


def test_other_ports_are_not_opened() -> None:
    (finding,) = found(door("data", 22.0, GROUPS["inner"]))
    assert finding.found == "opens more than port 5432: data-door (port 22) -> data -> database"


def test_groups_that_admit_one_another_end_somewhere() -> None:
    round_ = [door("middle", 5432.0, GROUPS["inner"]), door("inner", 5432.0, GROUPS["middle"])]
    assert found(*round_, door("data", 5432.0, GROUPS["inner"])) == []


def test_what_is_unknown_on_the_way_waits() -> None:
    (finding,) = found(*chain(Marker.UNKNOWN))
    assert finding.unknown
    (finding,) = found(_unknown_range())
    assert finding.unknown


def _unknown_range() -> Resource:
    entry = {"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "cidrIpv4": Marker.UNKNOWN}
    return made(INGRESS, "data-door", entry, securityGroupId=GROUPS["data"])
