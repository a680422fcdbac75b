"""What RDS refuses and answers of instances."""

from typing import Any

import pytest

from tests.simulator.alicloud_builders import DISK_ROLE, GROUP, RDS, RDS_BASE, Network, database, key
from tests.simulator.world import World

ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
VERSIONS = "10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0"
CLASSIC = "InvalidNetworkType: the classic network is not offered any more; vswitchId is needed"


def refused(ali: World, net: Network, **more: Any) -> str:
    return ali.refused(RDS, **{**RDS_BASE, "vswitchId": net.switches[0].id, **more})


def test_an_instance_answers_its_address_and_where_it_lies(ali: World, net: Network) -> None:
    made = database(ali, net)
    assert made.properties["connectionString"] == f"{made.id}.pg.eu-central-1.rds.aliyuncs.com"
    assert (made.properties["port"], made.properties["status"]) == ("5432", "Running")
    assert (made.properties["vpcId"], made.properties["zoneId"]) == (net.vpc.id, "eu-central-1a")
    assert made.properties["securityIps"] == ["127.0.0.1"]
    told = database(ali, net, vpcId="vpc-told", zoneId="eu-central-1a")
    assert (told.properties["vpcId"], told.properties["zoneId"]) == ("vpc-told", "eu-central-1a")


@pytest.mark.parametrize(("action", "status"), [("Open", "Yes"), ("Close", "No"), (None, "No")])
def test_an_instance_speaks_tls_only_when_told_to(ali: World, net: Network, action: str | None, status: str) -> None:
    assert database(ali, net, sslAction=action).properties["sslStatus"] == status


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"engine": "MySQL"}, "InvalidEngine: MySQL (the simulator plays PostgreSQL)"),
        ({"engineVersion": "16"}, f"InvalidEngineVersion: one of {VERSIONS}, not 16"),
        (
            {"instanceType": "mysql.n2.medium.1"},
            "InvalidDBInstanceClass.NotFound: mysql.n2.medium.1 is no class of PostgreSQL",
        ),
        ({"vswitchId": None}, CLASSIC),
        ({"vswitchId": "vsw-1"}, "InvalidVSwitchId.NotFound: The specified vSwitchId is not found: vsw-1"),
        (
            {"zoneId": "eu-central-1b"},
            (
                "InvalidVSwitchId.Zone: the vSwitches lie in eu-central-1a, the zones are eu-central-1b; their order "
                "must be the same"
            ),
        ),
        (
            {"category": "HighAvailability"},
            "InvalidZoneIdSlave1: the High-availability Edition needs a second zone",
        ),
        (
            {"roleArn": "acs:ram::1234567890123456:role/app"},
            "InvalidRoleArn.NotFound: the role acs:ram::1234567890123456:role/app does not exist or does not trust RDS",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(ali: World, net: Network, inputs: dict[str, Any], words: str) -> None:
    assert refused(ali, net, **inputs) == words


def test_switches_are_named_in_the_order_of_the_zones(ali: World, net: Network) -> None:
    zones = {"zoneId": "eu-central-1a", "zoneIdSlaveA": "eu-central-1b", "category": "HighAvailability"}
    first, second = (each.id for each in net.switches)
    assert refused(ali, net, **zones, vswitchId=f"{second},{first}") == (
        "InvalidVSwitchId.Zone: the vSwitches lie in eu-central-1b, eu-central-1a, the zones are eu-central-1a, "
        "eu-central-1b; their order must be the same"
    )
    assert database(ali, net, **zones, vswitchId=f"{first},{second}").properties["zoneIdSlaveA"] == "eu-central-1b"


def test_an_own_key_needs_the_role_that_may_use_it(ali: World, net: Network) -> None:
    own = key(ali).id
    words = "MissingParameter.RoleArn: encryption with an own key needs roleArn"
    assert refused(ali, net, encryptionKey=own) == words
    assert database(ali, net, encryptionKey=own, roleArn=DISK_ROLE.lower()).properties["encryptionKey"] == own


def test_a_key_that_waits_for_its_end_encrypts_nothing(ali: World, net: Network) -> None:
    own = key(ali)
    ali.remove(own)
    words = f"Forbidden.KeyNotFound: The specified Key is not found: {own.id}"
    assert refused(ali, net, encryptionKey=own.id, roleArn=DISK_ROLE) == words


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"engineVersion": "19.0"}, f"InvalidEngineVersion: one of {VERSIONS}, not 19.0"),
        ({"instanceType": "db.t4g.micro"}, "InvalidDBInstanceClass.NotFound: db.t4g.micro is no class of PostgreSQL"),
        ({"tdeStatus": "Disabled"}, "InvalidTDEStatus: transparent data encryption cannot be switched off"),
    ],
)
def test_changes_have_to_fit_too(ali: World, net: Network, inputs: dict[str, Any], words: str) -> None:
    made = database(ali, net, tdeStatus="Enabled")
    asked = {**RDS_BASE, "vswitchId": net.switches[0].id, "tdeStatus": "Enabled"}
    assert ali.change_refused(made, **{**asked, **inputs}) == words
    assert ali.change(made, **{**asked, "engineVersion": "17.0"})["engineVersion"] == "17.0"


def test_a_protected_instance_stays(ali: World, net: Network) -> None:
    made = database(ali, net, deletionProtection=True)
    assert ali.remove_refused(made) == (
        f"OperationDenied.DeletionProtection: deletion protection is enabled for the instance {made.id}; turn it off "
        "first"
    )
    ali.remove(made, deletionProtection=False)
    assert ali.cloud.find(RDS) == []


def test_protection_of_a_prepaid_instance_is_dropped_without_a_word(ali: World, net: Network) -> None:
    made = database(ali, net, deletionProtection=True, instanceChargeType="Prepaid", period=1)
    assert made.properties["deletionProtection"] is False


@pytest.mark.parametrize(
    ("inputs", "left"),
    [
        ({"instanceChargeType": "Prepaid"}, True),
        ({"instanceChargeType": "Prepaid", "forceDelete": True}, False),
        ({"instanceChargeType": "Postpaid"}, False),
        ({"releasedKeepPolicy": "Lastest"}, True),
        ({"releasedKeepPolicy": "All"}, True),
        ({"releasedKeepPolicy": "None"}, False),
    ],
)
def test_what_a_deleted_instance_leaves_behind(ali: World, net: Network, inputs: dict[str, Any], left: bool) -> None:
    made = database(ali, net, **inputs)
    ali.remove(made)
    assert [each.id for each in ali.cloud.left_behind()] == [made.id] * left
    assert ali.cloud.find(RDS) == []


def test_what_is_in_an_instance_goes_with_it(ali: World, net: Network) -> None:
    first, second = database(ali, net), database(ali, net)
    for instance in (first, second):
        ali.make(ACCOUNT, "a", dbInstanceId=instance.id, accountName="app", accountPassword="Long-enough-1")
        ali.make(DATABASE, "d", instanceId=instance.id, dataBaseName="app", characterSet="UTF8")
        owns = {"accountName": "app", "dbNames": ["app"], "privilege": "DBOwner"}
        ali.make(PRIVILEGE, "p", instanceId=instance.id, **owns)
    ali.remove(first)
    for token in (ACCOUNT, DATABASE, PRIVILEGE):
        assert [each.id.split(":")[0] for each in ali.cloud.find(token)] == [second.id]


def test_a_group_that_an_instance_lets_in_stays(ali: World, net: Network) -> None:
    other = ali.make(GROUP, "other", vpcId=net.vpc.id)
    made = database(ali, net, securityGroupIds=[other.id])
    assert ali.remove_refused(other).endswith(f"using the specified security group {other.id}: {made.id}")
