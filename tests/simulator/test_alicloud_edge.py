"""What CDN, DNS and Private DNS refuse and answer."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import VPC, Network
from tests.simulator.world import World

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
CONFIG = "alicloud:cdn/domainConfig:DomainConfig"
RECORD = "alicloud:dns/alidnsRecord:AlidnsRecord"
ZONE = "alicloud:pvtz/zone:Zone"
BINDING = "alicloud:pvtz/zoneAttachment:ZoneAttachment"
PRIVATE_RECORD = "alicloud:pvtz/zoneRecord:ZoneRecord"
SOURCE = {"cdnType": "web", "sources": [{"type": "oss", "content": "files.oss-eu-central-1.aliyuncs.com"}]}


def domain(ali: World, name: str, **more: Any) -> Record:
    return ali.make(DOMAIN, "d", domainName=name, **SOURCE, **more)


@pytest.mark.parametrize("scope", [{}, {"scope": "domestic"}, {"scope": "global"}])
@pytest.mark.parametrize("name", ["www.example.com", "myexample.cn"])
def test_what_is_served_in_the_mainland_has_a_filing(ali: World, name: str, scope: dict[str, str]) -> None:
    words = f"DomainNotRegistration: the domain {name} has no ICP filing; scope overseas needs none"
    assert ali.refused(DOMAIN, domainName=name, **SOURCE, **scope) == words
    made = domain(ali, name, scope="overseas")
    assert ali.change_refused(made, domainName=name, **SOURCE, **scope) == words


@pytest.mark.parametrize("name", ["example.cn", "www.example.cn", "www.example.com.cn"])
def test_a_filed_domain_is_served_in_the_mainland_by_default(ali: World, name: str) -> None:
    made = domain(ali, name)
    assert (made.id, made.properties["scope"]) == (name, "domestic")
    assert made.properties["cname"] == f"{name}.w.kunlunsl.com"


def test_a_domains_function_has_an_id_of_its_own(ali: World) -> None:
    asked = {"domainName": "www.example.cn", "functionName": "https_force"}
    arguments = [{"argName": "enable", "argValue": "on"}]
    words = "InvalidDomain.NotFound: The domain www.example.cn is not accelerated"
    assert ali.refused(CONFIG, **asked, functionArgs=arguments) == words
    domain(ali, "www.example.cn")
    made = ali.make(CONFIG, "c", **asked, functionArgs=arguments)
    assert made.id == f"www.example.cn:https_force:{made.properties['configId']}"


def host(kind: str, value: str, **more: Any) -> dict[str, Any]:
    return {"domainName": "example.com", "rr": "www", "type": kind, "value": value, **more}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (host("CNAME", "a.example.net"), host("CNAME", "b.example.net")),
        (host("CNAME", "a.example.net"), host("A", "1.2.3.4")),
        (host("A", "1.2.3.4"), host("CNAME", "a.example.net")),
        (host("A", "1.2.3.4"), host("A", "1.2.3.4")),
    ],
)
def test_a_host_has_one_cname_and_no_record_twice(ali: World, first: dict[str, Any], second: dict[str, Any]) -> None:
    made = ali.make(RECORD, "r", **first)
    words = f"DomainRecordConflict: www.example.com has a {first['type']} record already"
    assert ali.refused(RECORD, **second) == words
    other = ali.make(RECORD, "o", **{**second, "rr": "api"})
    assert ali.change_refused(other, **second) == words
    assert ali.change(made, **{**first, "ttl": 60})["ttl"] == 60


def test_other_records_stand_side_by_side(ali: World) -> None:
    ids = [ali.make(RECORD, "r", **host("A", f"1.2.3.{number}")).id for number in range(2)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (host("MX", "mail.example.com"), "priority is required for a record of type MX"),
        (
            host("FORWARD_URL", "https://example.net", line="telecom"),
            "a record of type FORWARD_URL takes only the line default; got telecom",
        ),
    ],
)
def test_records_for_mail_and_forwarding(ali: World, inputs: dict[str, Any], words: str) -> None:
    assert ali.refused(RECORD, **inputs) == words
    made = ali.make(RECORD, "r", **{**inputs, "priority": 10, "line": "default"})
    assert ali.change_refused(made, **inputs) == words


def test_a_record_may_be_for_one_line(ali: World) -> None:
    assert ali.make(RECORD, "r", **host("A", "1.2.3.4", line="telecom")).properties["line"] == "telecom"


def test_a_private_record_is_named_before_its_zone(ali: World) -> None:
    zone = ali.make(ZONE, "z", zoneName="internal")
    made = ali.make(PRIVATE_RECORD, "r", zoneId=zone.id, rr="api", type="A", value="10.0.0.1")
    assert made.id == f"{made.properties['recordId']}:{zone.id}"
    assert ali.refused(PRIVATE_RECORD, zoneId=zone.id, type="A", value="10.0.0.1") == (
        "one of rr, resourceRecord must be set"
    )
    assert ali.change(made, zoneId=zone.id, resourceRecord="api", type="A", value="10.0.0.1")["value"] == "10.0.0.1"
    words = ali.change_refused(made, zoneId=zone.id, type="A", value="10.0.0.2")
    assert words == "one of rr, resourceRecord must be set"


@pytest.mark.parametrize("old_way", [True, False])
def test_a_zone_is_bound_to_vpcs_that_there_are(ali: World, net: Network, old_way: bool) -> None:
    def binding(vpc: str) -> dict[str, Any]:
        return {"vpcIds": [vpc]} if old_way else {"vpcs": [{"vpcId": vpc}]}

    zone = ali.make(ZONE, "z", zoneName="internal")
    words = "ZoneVpc.NotExists.VpcId: The VPC does not exist: vpc-1"
    assert ali.refused(BINDING, zoneId=zone.id, **binding("vpc-1")) == words
    vpc = ali.make(VPC, "v", cidrBlock="10.9.0.0/16")
    made = ali.make(BINDING, "b", zoneId=zone.id, **binding(vpc.id))
    assert made.id == zone.id
    assert ali.remove_refused(zone) == f"Zone.VpcExists: The zone {zone.id} is bound to a VPC ({zone.id})"
    assert ali.remove_refused(vpc).startswith("DependencyViolation.Zone: ")
