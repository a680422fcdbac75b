"""What CDN, DNS and Private DNS refuse and answer."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from simulator.alicloud.certificates import listed
from simulator.cloud import Record
from tests import certificates
from tests.certificates import DAY
from tests.simulator.alicloud_balancing import inputs, listening
from tests.simulator.alicloud_builders import VPC, Network, servers
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


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"auth_type": "type_z", "auth_key1": "k" * 16}, "auth_type is one of no_auth, type_a"),
        ({"auth_type": "type_a"}, "auth_key1 has 16 to 128 letters and digits"),
        ({"auth_type": "type_a", "auth_key1": "short"}, "auth_key1 has 16 to 128 letters and digits"),
        ({"auth_type": "type_a", "auth_key1": "k" * 15 + "-"}, "auth_key1 has 16 to 128 letters and digits"),
        (
            {"auth_type": "type_a", "auth_key1": "k" * 16, "auth_key2": "short"},
            "auth_key2 has 16 to 128 letters and digits",
        ),
    ],
)
def test_links_are_signed_with_a_key_that_is_long_enough(ali: World, words: dict[str, str], problem: str) -> None:
    domain(ali, "www.example.cn")
    asked = {"domainName": "www.example.cn", "functionName": "aliauth"}
    arguments = [{"argName": key, "argValue": value} for key, value in words.items()]
    told = ali.refused(CONFIG, **asked, functionArgs=arguments)
    assert told.startswith(f"InvalidFunctionArgs: {problem}")
    assert "short" not in told


@pytest.mark.parametrize("words", [{"auth_type": "no_auth"}, {"auth_type": "type_a", "auth_key1": "k" * 32}])
def test_links_need_no_signature_or_a_signed_one(ali: World, words: dict[str, str]) -> None:
    domain(ali, "www.example.cn")
    arguments = [{"argName": key, "argValue": value} for key, value in words.items()]
    asked = {"domainName": "www.example.cn", "functionName": "aliauth", "functionArgs": arguments}
    made = ali.make(CONFIG, "c", **asked)
    if "auth_key1" in words:
        shorter = [{**each, "argValue": "k"} if each["argName"] == "auth_key1" else each for each in arguments]
        assert ali.change_refused(made, **{**asked, "functionArgs": shorter}).startswith("InvalidFunctionArgs: ")


CERTIFICATE = "alicloud:cas/serviceCertificate:ServiceCertificate"
LISTENER = "alicloud:alb/listener:Listener"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"


def uploading(folder: Path, name: str = "web", **validity: int) -> dict[str, str]:
    certificates.write(folder, "www.example.com", **validity)
    chain, key = certificates.texts(folder)
    return {"certificateName": name, "cert": chain, "key": key}


def test_a_certificate_is_uploaded_with_its_key(ali: World, tmp_path: Path) -> None:
    asked = uploading(tmp_path / "one")
    made = ali.make(CERTIFICATE, "c", **asked)
    assert re.fullmatch(r"\d{8}", made.id)
    other = uploading(tmp_path / "two", "other")
    for change, words in (
        ({"key": other["key"]}, "CertKeyNotMatch: the private key is not that of the certificate"),
        ({"cert": "x"}, "CertificateFormatError: certificate and key are in PEM form, the key without a password"),
        ({"key": "x"}, "CertificateFormatError: certificate and key are in PEM form, the key without a password"),
        ({"certificateName": "x" * 65}, f"NameTooLong: a certificate's name has at most 64 characters; got {'x' * 65}"),
        ({}, "NameRepeat: There is already a certificate called web"),
    ):
        name = {"certificateName": "next"} if change else {}
        assert ali.refused(CERTIFICATE, **{**asked, **name, **change}) == words
    differences = ali.differences(CERTIFICATE, made.properties, **{**asked, "cert": other["cert"], "key": other["key"]})
    assert {each.replaces for each in differences} == {True}


def test_a_certificate_that_is_shown_stays(ali: World, net: Network, tmp_path: Path) -> None:
    made = ali.make(CERTIFICATE, "c", **uploading(tmp_path))
    config = {"certType": "cas", "certId": made.id, "certRegion": "cn-hangzhou", "serverCertificateStatus": "on"}
    shows = domain(ali, "www.example.cn", certificateConfig=config)
    words = f"CertificateInUse: {made.id} is shown by a load balancer or a CDN domain"
    assert ali.remove_refused(made) == words
    ali.remove(shows)
    balancer = ali.make(BALANCER, "b", **inputs(net))
    shown = {"certificateId": f"{made.id}-cn-hangzhou"}
    https = listening(balancer, servers(ali, net), listenerProtocol="HTTPS", certificates=shown)
    shows = ali.make(LISTENER, "l", **https)
    assert ali.remove_refused(made) == words
    ali.remove(shows)
    ali.remove(made)


def test_the_service_tells_when_certificates_end(ali: World, tmp_path: Path) -> None:
    first = ali.make(CERTIFICATE, "a", **uploading(tmp_path / "a", "a", ends=10))
    second = ali.make(CERTIFICATE, "b", **uploading(tmp_path / "b", "b", ends=90))
    told = listed(ali.cloud, "eu-central-1", {"ids": [first.id]})
    (row,) = told["certificates"]
    assert row == {"id": first.id, "certId": first.id, "endDate": f"{dt.datetime.now(dt.UTC) + 10 * DAY:%Y-%m-%d}"}
    assert set(listed(ali.cloud, "eu-central-1", {})["ids"]) == {first.id, second.id}
