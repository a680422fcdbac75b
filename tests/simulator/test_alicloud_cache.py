"""What Tair refuses and answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import DISK_ROLE, Network, key
from tests.simulator.world import World

INSTANCE = "alicloud:redis/tairInstance:TairInstance"
BACKUP = "alicloud:kvstore/backupPolicy:BackupPolicy"


def inputs(net: Network, **more: Any) -> dict[str, Any]:
    place = {"vpcId": net.vpc.id, "vswitchId": net.switches[0].id, "zoneId": "eu-central-1a"}
    return {"instanceType": "tair_rdb", "instanceClass": "tair.rdb.1g", **place, **more}


def cache(ali: World, net: Network, **more: Any) -> Record:
    return ali.make(INSTANCE, "c", **inputs(net, **more))


def test_an_instance_answers_its_address(ali: World, net: Network) -> None:
    made = cache(ali, net)
    assert made.properties["connectionDomain"] == f"{made.id}.redis.eu-central-1.rds.aliyuncs.com"
    assert made.properties["tairInstanceId"] == made.id
    assert (made.properties["port"], made.properties["nodeType"]) == (6379, "MASTER_SLAVE")
    assert made.properties["sslEnabled"] == "Disable"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"instanceClass": "tair.scm.1g"},
            "InvalidInstanceClass.NotFound: tair.scm.1g is no class of tair_rdb",
        ),
        (
            {"instanceClass": "tair.rdbx.1g"},
            "InvalidInstanceClass.NotFound: tair.rdbx.1g is no class of tair_rdb",
        ),
        (
            {"zoneId": "eu-central-1b"},
            "InvalidvSwitchId: the vSwitch lies in eu-central-1a, the instance in eu-central-1b",
        ),
        ({"secondaryZoneId": "eu-central-1a"}, "InvalidSecondaryZoneId: the second zone must be another one"),
        (
            {"sslEnabled": "Enable", "nodeType": "STAND_ALONE"},
            "IncorrectEngineVersion: TLS needs an instance of a master and a replica",
        ),
        (
            {"securityGroupId": "sg-1"},
            "InvalidSecurityGroupId.NotFound: The specified security group does not exist: sg-1",
        ),
        (
            {"password": "short"},
            (
                "InvalidAccountPassword.Format: a password has 8 to 32 characters of at least 3 of these kinds: "
                "capital letters, small letters, digits, !@#$%^&*()_+-="
            ),
        ),
    ],
)
def test_what_does_not_go_together_is_refused(ali: World, net: Network, more: dict[str, Any], words: str) -> None:
    assert ali.refused(INSTANCE, **inputs(net, **more)) == words


def test_tls_is_there_with_a_replica(ali: World, net: Network) -> None:
    made = cache(ali, net, sslEnabled="Enable", secondaryZoneId="eu-central-1b")
    assert made.properties["sslEnabled"] == "Enable"
    assert cache(ali, net, nodeType="STAND_ALONE").properties["sslEnabled"] == "Disable"


def test_an_own_key_needs_the_role_that_may_use_it(ali: World, net: Network) -> None:
    own = key(ali).id
    words = "InvalidRoleArn.NotFound: the role None does not exist or does not trust Tair"
    assert ali.refused(INSTANCE, **inputs(net, encryptionKey=own)) == words
    assert cache(ali, net, encryptionKey=own, roleArn=DISK_ROLE).properties["encryptionKey"] == own


def test_changes_have_to_fit_too(ali: World, net: Network) -> None:
    made = cache(ali, net)
    words = ali.change_refused(made, **inputs(net, securityGroupId=f"{net.group.id}, sg-1"))
    assert words == "InvalidSecurityGroupId.NotFound: The specified security group does not exist: sg-1"
    words = ali.change_refused(made, **inputs(net, password="short"))
    assert words.startswith("InvalidAccountPassword.Format: ")


def test_an_instance_is_a_subscription_unless_told_otherwise_and_then_left_behind(ali: World, net: Network) -> None:
    made = cache(ali, net)
    assert made.properties["paymentType"] == "Subscription"
    ali.remove(made)
    assert ali.cloud.find(INSTANCE) == []
    assert [each.id for each in ali.cloud.left_behind()] == [made.id]


def test_an_instance_that_is_paid_as_it_goes_is_gone_with_its_backups(ali: World, net: Network) -> None:
    made = cache(ali, net, paymentType="PayAsYouGo")
    backups = ali.make(BACKUP, "b", instanceId=made.id)
    assert backups.id == made.id
    assert len(backups.properties["backupPeriods"]) == 7
    ali.remove(made)
    assert ali.cloud.find(BACKUP) == ali.cloud.find(INSTANCE) == ali.cloud.left_behind() == []
