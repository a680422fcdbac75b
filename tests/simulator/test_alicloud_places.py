"""Where things on Alibaba Cloud lie, what the provider is told, and what it answers to questions."""

from typing import Any

import pytest

from simulator.alicloud.account import ROLES, is_filed
from simulator.alicloud.configuration import check_configuration
from simulator.alicloud.invokes import INVOKES
from simulator.alicloud.places import regions, zones
from simulator.behaviour import Refusal
from simulator.cloud import GLOBAL
from simulator.connections import Connection
from simulator.lifecycle import Place
from tests.simulator.alicloud_builders import CONFIGURATION, CONTAINER, SWITCH, VPC, role
from tests.simulator.world import REGION, World

WORLDWIDE = {
    "cdn/domainConfig:DomainConfig",
    "cdn/domainNew:DomainNew",
    "cms/alarmContact:AlarmContact",
    "cms/alarmContactGroup:AlarmContactGroup",
    "dns/alidnsRecord:AlidnsRecord",
    "pvtz/zone:Zone",
    "pvtz/zoneAttachment:ZoneAttachment",
    "pvtz/zoneRecord:ZoneRecord",
    "ram/accessKey:AccessKey",
    "ram/policy:Policy",
    "ram/role:Role",
    "ram/rolePolicyAttachment:RolePolicyAttachment",
    "ram/user:User",
    "ram/userPolicyAttachment:UserPolicyAttachment",
}
SERVICES = [
    "alicloud:cdn/getService:getService",
    "alicloud:kms/getService:getService",
    "alicloud:log/getService:getService",
    "alicloud:oss/getService:getService",
    "alicloud:pvtz/getService:getService",
    "alicloud:vpc/getFlowLogService:getFlowLogService",
]


def ask(world: World, token: str, region: str = REGION, **arguments: Any) -> dict[str, Any]:
    return dict(INVOKES[token](world.cloud, region, arguments))


def test_everything_lies_in_the_providers_region_or_in_none(ali: World) -> None:
    for token in ali.package.catalogue.tokens:
        call = ali.runner.lifecycle.call(f"urn:pulumi:test::project::{token}::thing", ali.connection.place, {})
        assert call.region == (GLOBAL if token.removeprefix("alicloud:") in WORLDWIDE else REGION), token


def test_a_thing_of_one_region_is_none_of_another(ali: World) -> None:
    vpc = ali.make(VPC, "v", cidrBlock="10.0.0.0/16")
    ali.connection = Connection(Place(region="cn-hangzhou"))
    asked = {"vpcId": vpc.id, "cidrBlock": "10.0.0.0/24", "zoneId": "cn-hangzhou-h"}
    words = f"InvalidVpcId.NotFound: Specified value of VpcId is not found in our record: {vpc.id}"
    assert ali.refused(SWITCH, **asked) == words


def test_a_role_serves_every_region(ali: World) -> None:
    role(ali, "app")
    ali.connection = Connection(Place(region="eu-west-1"))
    vpc = ali.make(VPC, "v", cidrBlock="10.0.0.0/16")
    switch = ali.make(SWITCH, "s", vpcId=vpc.id, cidrBlock="10.0.0.0/24", zoneId="eu-west-1a")
    group = ali.make(
        "alicloud:ess/scalingGroup:ScalingGroup", "g", groupType="ECI", minSize=0, maxSize=1, vswitchIds=[switch.id]
    )
    asked = {"scalingGroupId": group.id, "containers": [CONTAINER]}
    assert ali.make(CONFIGURATION, "c", **asked, ramRoleName="app").region == "eu-west-1"
    words = "InvalidRamRole.NotFound: The specified RAM role does not exist: web"
    assert ali.refused(CONFIGURATION, **asked, ramRoleName="web") == words


def test_a_type_that_is_not_known_is_an_error(ali: World) -> None:
    words = "alicloud:foo/bar:Bar is not in the simulator's catalogue (simulator/catalogue/types.txt)"
    assert ali.problems("alicloud:foo/bar:Bar") == [words]


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("eu-central-1", ["eu-central-1a", "eu-central-1b", "eu-central-1c"]),
        ("cn-hongkong", ["cn-hongkong-b", "cn-hongkong-c", "cn-hongkong-d"]),
        ("me-east-1", ["me-east-1a"]),
        ("mars-1", []),
    ],
)
def test_the_zones_of_a_region(region: str, names: list[str]) -> None:
    assert zones(region) == names


def test_every_region_has_a_zone() -> None:
    assert len(regions()) == 26
    assert all(zones(region) for region in regions())


@pytest.mark.parametrize("service", ["index", "alb", "kvstore", "rds"])
def test_zones_are_those_of_the_providers_region(ali: World, service: str) -> None:
    token = f"alicloud:{service}/getZones:getZones"
    answer = ask(ali, token, "eu-west-1", multi=True)
    assert answer["ids"] == ["eu-west-1a", "eu-west-1b"]
    assert answer["zones"][1] == {"id": "eu-west-1b", "localName": "eu-west-1b", "zoneId": "eu-west-1b"}
    with pytest.raises(Refusal) as refusal:
        ask(ali, token, "mars-1")
    assert str(refusal.value) == "InvalidRegionId.NotFound: there is no region mars-1"


def test_whose_account_it_is(ali: World) -> None:
    assert ask(ali, "alicloud:index/getAccount:getAccount") == {"id": "1234567890123456"}
    caller = ask(ali, "alicloud:index/getCallerIdentity:getCallerIdentity")
    assert caller["accountId"] == caller["id"] == "1234567890123456"
    assert caller["arn"] == "acs:ram::1234567890123456:user/simulator"


@pytest.mark.parametrize("token", SERVICES)
def test_every_service_is_activated(ali: World, token: str) -> None:
    assert ask(ali, token, enable="On")["status"] == "Opened"
    assert ask(ali, token, enable="On")["enable"] == "On"


def test_the_account_has_the_roles_of_its_services_and_those_that_were_made(ali: World) -> None:
    role(ali, "App")
    answer = ask(ali, "alicloud:ram/getRoles:getRoles")
    assert answer["names"] == [*ROLES, "App"]
    found = ask(ali, "alicloud:ram/getRoles:getRoles", nameRegex="^App$")["roles"]
    assert found == [{"name": "App", "arn": "acs:ram::1234567890123456:role/app"}]
    assert "AliyunServiceRoleForAlb" in ROLES


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"region": "cn-shanghai", "profile": "p"}, []),
        ({}, ["region: a required value is missing; `pulumi config set alicloud:region eu-central-1` sets it"]),
        (
            {"region": "cn-shanghai", "regoin": "x"},
            ["regoin: there is no such property; did you mean region?"],
        ),
    ],
)
def test_settings_of_the_provider_are_judged(settings: dict[str, str], words: list[str]) -> None:
    assert check_configuration(settings) == words


def test_a_region_is_one_that_there_is() -> None:
    [words] = check_configuration({"region": "mars-1"})
    assert words == f"region: must be one of {', '.join(regions())}; got 'mars-1'"


def test_another_region_replaces_everything(ali: World) -> None:
    assert ali.package.replacing_configuration == ("region",)


@pytest.mark.parametrize(
    ("domain", "filed"),
    [("example.cn", True), ("a.b.example.cn", True), ("example.com.cn", True), ("myexample.cn", False), ("cn", False)],
)
def test_what_ends_in_a_filed_domain_is_filed(domain: str, filed: bool) -> None:
    assert is_filed(domain) is filed
