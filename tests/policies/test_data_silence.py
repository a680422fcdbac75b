"""What looks like a fault of networks, stores, keys or secrets, and is none."""

import pytest

from policies.pack.predicates import Verdict
from policies.pack.values import Marker
from policies.rules.docker.server_settings import has_setting
from policies.rules.docker.stores import CACHES, DATABASES, PREPARED, runs
from tests.policies.building import GONE, Stack, changed, joined, made, relinked, without
from tests.policies.good import good_stack
from tests.policies.good_alicloud_data import TLS_ONLY as ALICLOUD_TLS_ONLY
from tests.policies.good_alicloud_data import document as alicloud_document
from tests.policies.good_data import TLS_ONLY, document
from tests.policies.judging import findings

ADMIN = {"fromPort": 22.0, "toPort": 22.0}
OTHER = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Resource": "arn:aws:s3:::files/*"}
OF_US = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}
FROM_OFFICE = {"Condition": {"IpAddress": {"acs:SourceIp": ["203.0.113.0/24"]}}}
READS = {"Effect": "Allow", "Principal": ["9999"], "Action": ["oss:GetObject"], "Resource": ["*"], **FROM_OFFICE}
EVENTS = "aws:rds/eventSubscription:EventSubscription"


def by_hand() -> Stack:
    """A group for a task that people start."""
    part = {"tags": {"part": "seed"}}
    group = made("aws:ec2/securityGroup:SecurityGroup", "seed-room", {"description": "Seeds", **part})
    return joined(good_stack(), group, made("aws:ecs/taskDefinition:TaskDefinition", "seed", part))


def entry(**changes: object) -> Stack:
    stack = good_stack()
    for name, value in changes.items():
        stack = changed(stack, "guard", f"ingress.0.{name}", value)
    return stack


def policy(*statements: dict[str, object]) -> Stack:
    return changed(good_stack(), "files-policy", "policy", document(TLS_ONLY, *statements))


def developers_own() -> Stack:
    """A database that a developer reaches on this machine, over an open network."""
    stack = changed(
        good_stack(), "box-database", "ports", [{"internal": 5432.0, "external": 5432.0, "ip": "127.0.0.1"}]
    )
    return relinked(stack, "box-database", "networksAdvanced", "box-inside", "box-outside")


def open_to_an_office() -> Stack:
    stack = without(good_stack(), "ali-files-private")
    return changed(stack, "ali-files-policy", "policy", alicloud_document(ALICLOUD_TLS_ONLY, READS))


def audited_as_a_whole() -> Stack:
    stack = changed(good_stack(), "ali-database", "sqlCollectorStatus", "Disabled")
    return joined(stack, made("alicloud:log/audit:Audit", "ali-audit", {}))


def told_of_all() -> Stack:
    return joined(without(good_stack(), "events"), made(EVENTS, "all-events", {}))


@pytest.mark.parametrize(
    ("rule", "stack"),
    [
        ("NET-05", changed(good_stack(), "box-database", "ports", [])),
        ("NET-09", entry(**ADMIN, protocol="1")),
        ("NET-09", entry(**ADMIN, action="deny")),
        ("NET-09", entry(**ADMIN, cidrBlock="10.0.0.0/8")),
        ("NET-17", by_hand()),
        ("NET-20", changed(good_stack(), "to-peer", "destinationCidrBlock", GONE)),
        ("DB-05", changed(without(good_stack(), "aurora-2"), "aurora", "availabilityZones", ["a", "b", "c"])),
        ("DB-11", audited_as_a_whole()),
        ("DB-12", changed(good_stack(), "parameters", "parameters.3.value", "0")),
        ("DB-19", relinked(changed(good_stack(), "database", "password", GONE), "database", "password")),
        ("DB-19", changed(good_stack(), "ali-account", "password", Marker.UNKNOWN)),
        ("DB-20", developers_own()),
        ("DB-21", told_of_all()),
        ("DB-22", changed(changed(good_stack(), "database", "engine", "mysql"), "database", "engineVersion", "8.0.36")),
        ("ST-09", policy({**OTHER, "Action": ["s3:GetObject", "s3:ListBucket"]})),
        ("ST-09", policy({**OTHER, "Action": "s3:PutObject", **OF_US})),
        ("ST-11", changed(without(good_stack(), "files-events"), "files", "objectLockEnabled", True)),
        ("ST-12", open_to_an_office()),
        ("SE-02", changed(good_stack(), "rotation", "rotationRules", {"scheduleExpression": "cron(0 3 1 * ? *)"})),
        ("SE-02", changed(good_stack(), "ali-secret", "rotationInterval", "7776000s")),
    ],
)
def test_the_rule_says_nothing(rule: str, stack: Stack) -> None:
    assert [finding for identifier, finding in findings(stack) if identifier == rule] == []


@pytest.mark.parametrize(
    ("container", "verdict"),
    [
        ({"command": ["postgres", "-c", "ssl=on"], "image": "sha256:1"}, True),
        ({"entrypoints": ["/usr/local/bin/docker-entrypoint.sh"], "command": ["postgres"]}, True),
        ({"image": "docker.io/pgvector/pgvector:pg16@sha256:1"}, True),
        ({"image": "sha256:1", "command": ["-c", "ssl=on"], "envs": ["POSTGRES_PASSWORD_FILE=/run/p"]}, True),
        ({"image": "postgres:16", "entrypoints": ["bash", "/backup.sh"]}, False),
        ({"image": "notes/api:1", "envs": ["PORT=8000"]}, False),
        ({"image": "sha256:1", "command": Marker.UNKNOWN}, Marker.UNKNOWN),
        ({"image": Marker.UNKNOWN}, Marker.UNKNOWN),
        ("no container", False),
    ],
)
def test_a_server_is_told_from_a_client_of_the_same_image(container: object, verdict: Verdict) -> None:
    assert runs(DATABASES, PREPARED).test(container) is verdict


def test_a_cache_is_no_database() -> None:
    assert runs(CACHES).test({"command": ["redis-server"]}) is True
    assert runs(DATABASES, PREPARED).test({"command": ["redis-server"]}) is False


@pytest.mark.parametrize(
    ("container", "verdict"),
    [
        ({"command": ["postgres", "-c", "ssl=on"]}, True),
        ({"command": ["postgres", "--ssl=on"]}, True),
        ({"uploads": [{"content": "port = 5432\nssl = on\n"}]}, True),
        ({"uploads": [{"content": "ssl = 'on'\n"}]}, True),
        ({"command": ["postgres", "-c", "ssl=only"]}, False),
        ({"uploads": [{"content": "# ssl = on\n"}]}, False),
        ({"uploads": Marker.UNKNOWN}, Marker.UNKNOWN),
    ],
)
def test_a_setting_is_found_in_the_command_and_in_files(container: object, verdict: Verdict) -> None:
    assert has_setting("ssl=on").test(container) is verdict
