"""Traps of the provider that a type of ours can meet, each avoided by everything that the examples register.

Source of each: the notes on the provider's facts, whose words the test names repeat.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.components.programs import PROJECTS, Program, registered
from tests.components.recorder import Recorded

STACKS = ("dev", "prod")


@pytest.fixture(scope="module", params=[(name, stack) for name in PROJECTS for stack in STACKS], ids="-".join)
def program(request: pytest.FixtureRequest) -> Iterator[Program]:
    """Every example, with the least and the most protection."""
    application, stack = request.param
    with registered(application, stack, "alicloud") as found:
        yield found


def of(program: Program, kind: str) -> list[Recorded]:
    """Everything of a type, named by its service and class: `rds.Instance`."""
    module, _, name = kind.partition(".")
    found = [item for item in program.resources if item.type == f"alicloud:{module}/{name[0].lower()}{name[1:]}:{name}"]
    assert found, kind
    return found


SAID: Mapping[str, Mapping[str, Any]] = {
    "redis.TairInstance": {"paymentType": "PayAsYouGo"},
    "rds.Instance": {"instanceChargeType": "Postpaid"},
    "vpc.NatGateway": {"paymentType": "PayAsYouGo", "natType": "Enhanced"},
    "ecs.EipAddress": {"paymentType": "PayAsYouGo", "internetChargeType": "PayByTraffic"},
    "ecs.SecurityGroupRule": {"nicType": "intranet"},
    "ecs.SecurityGroup": {"innerAccessPolicy": "Drop"},
    "oss.BucketAcl": {"acl": "private"},
    "ess.EciScalingConfiguration": {"active": True, "forceDelete": True, "autoCreateEip": False},
}
"""Type -> what it must say, since the default is a bill, an opening, or a destroy that does not destroy."""


@pytest.mark.parametrize("kind", SAID)
def test_a_default_that_bills_or_exposes_is_never_left(program: Program, kind: str) -> None:
    for item in of(program, kind):
        assert {key: item.inputs.get(key) for key in SAID[kind]} == SAID[kind], item.name


PRESENT: Mapping[str, tuple[str, ...]] = {
    "kms.Key": ("pendingWindowInDays", "deletionProtection"),
    "rds.Instance": ("vswitchId", "securityIps", "sslAction", "deletionProtection"),
    "rds.BackupPolicy": ("backupRetentionPeriod", "releasedKeepPolicy"),
    "alb.Listener": ("idleTimeout", "requestTimeout"),
    "ram.Policy": ("rotateStrategy",),
    "log.Store": ("retentionPeriod", "shardCount"),
}
"""Type -> what must not be left out."""


@pytest.mark.parametrize("kind", PRESENT)
def test_nothing_is_left_to_a_default_that_is_wrong(program: Program, kind: str) -> None:
    for item in of(program, kind):
        assert [name for name in PRESENT[kind] if item.inputs.get(name) in (None, "", [])] == [], item.name


IGNORED: Mapping[str, str] = {
    "rds.Instance": "zoneId",
    "redis.TairInstance": "zoneId",
    "vpc.Switch": "zoneId",
    "vpc.GatewayEndpoint": "routeTables",
    "oss.Bucket": "policy",
}
"""Type -> what the provider reads back as a change that nobody made."""


@pytest.mark.parametrize("kind", IGNORED)
def test_a_diff_that_would_return_is_ignored(program: Program, kind: str) -> None:
    for item in of(program, kind):
        assert IGNORED[kind] in item.ignore_changes, item.name


def test_server_groups_leave_their_servers_to_auto_scaling(program: Program) -> None:
    for item in of(program, "alb.ServerGroup"):
        assert "servers" not in item.inputs
        assert "servers" in item.ignore_changes or item.name.endswith("-nobody")


def test_logs_are_never_kept_longer_than_backups(program: Program) -> None:
    """More is cut off without a word, and the diff returns."""
    for item in of(program, "rds.BackupPolicy"):
        assert item.inputs["logBackupRetentionPeriod"] <= item.inputs["backupRetentionPeriod"]


def test_rules_name_ports_where_the_protocol_has_some(program: Program) -> None:
    for item in of(program, "ecs.SecurityGroupRule"):
        assert (item.inputs["portRange"] == "-1/-1") == (item.inputs["ipProtocol"] not in ("tcp", "udp")), item.name
        assert len({"cidrIp", "sourceSecurityGroupId"} & set(item.inputs)) == 1, item.name


def test_no_two_resources_own_one_rule(program: Program) -> None:
    """The service accepts a rule that is there already."""
    keys = (
        "securityGroupId",
        "type",
        "ipProtocol",
        "portRange",
        "cidrIp",
        "sourceSecurityGroupId",
        "policy",
        "priority",
    )
    seen = [tuple(item.inputs.get(key) for key in keys) for item in of(program, "ecs.SecurityGroupRule")]
    assert len(seen) == len(set(seen))


def test_nothing_is_named_twice(program: Program) -> None:
    """Names are chosen here, and the account has one place for each."""
    chosen: Mapping[str, str] = {
        "ram.Role": "roleName", "ess.ScalingGroup": "scalingGroupName", "alb.ServerGroup": "serverGroupName",
        "log.Store": "logstoreName", "oss.Bucket": "bucket", "cms.Alarm": "name",
    }  # fmt: skip
    for kind, property_ in chosen.items():
        names = [item.inputs[property_] for item in of(program, kind)]
        assert len(names) == len(set(names)), kind


def test_a_bucket_has_ten_tags_at_most(program: Program) -> None:
    assert [item.name for item in of(program, "oss.Bucket") if len(item.inputs["tags"]) > 10] == []


def test_deprecated_properties_are_not_used(program: Program) -> None:
    """They warn, and some fight with those that took their place."""
    deprecated: Mapping[str, Callable[[str], bool]] = {
        "vpc.Network": lambda name: name == "name",
        "vpc.Switch": lambda name: name in ("name", "availabilityZone"),
        "vpc.NatGateway": lambda name: name in ("name", "instanceChargeType"),
        "log.Project": lambda name: name == "name",
        "log.Store": lambda name: name in ("name", "project"),
        "ram.Role": lambda name: name in ("name", "document", "services", "ramUsers"),
        "ram.Policy": lambda name: name in ("name", "document", "statements", "version"),
        "oss.Bucket": lambda name: name in ("acl", "policy", "corsRules", "logging", "versioning"),
    }
    for kind, wrong in deprecated.items():
        for item in of(program, kind):
            assert [name for name in item.inputs if wrong(name)] == [], item.name


def test_every_type_is_one_that_the_simulator_knows(program: Program) -> None:
    from simulator.alicloud import alicloud

    assert {item.type for item in program.resources} <= set(alicloud().catalogue.tokens)
