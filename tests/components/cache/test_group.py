"""The replication group: its exact inputs, every size, and copies that take over."""

from typing import Any, get_args

import pytest

from components.cache.aws_group import NODES, snapshot_window
from components.spec import Size
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand_stores import make_cache

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"


def test_production_group_exactly(recorder: Recorder) -> None:
    run(make_cache)
    assert without_tags(recorder.inputs(GROUP)) == {
        "description": "notes prod",
        "engine": "redis",
        "engineVersion": "7.1",
        "nodeType": "cache.t4g.small",
        "port": 6379,
        "numCacheClusters": 2,
        "automaticFailoverEnabled": True,
        "multiAzEnabled": True,
        "subnetGroupName": "cache-subnets-1234567",
        "securityGroupIds": ["network-cache-id"],
        "parameterGroupName": "cache-parameters-1234567",
        "transitEncryptionEnabled": True,
        "transitEncryptionMode": "required",
        "authToken": "cache-password-1234567-value",
        "atRestEncryptionEnabled": True,
        "kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567",
        "snapshotRetentionLimit": 7,
        "snapshotWindow": "05:30-06:30",
        "maintenanceWindow": "sun:03:30-sun:04:30",
        "finalSnapshotIdentifier": "cache-final-0a1b2c3d",
        "autoMinorVersionUpgrade": True,
        "applyImmediately": False,
        "logDeliveryConfigurations": [
            {
                "destination": "cache-slow-log-1234567",
                "destinationType": "cloudwatch-logs",
                "logFormat": "json",
                "logType": "slow-log",
            },
            {
                "destination": "cache-engine-log-1234567",
                "destinationType": "cloudwatch-logs",
                "logFormat": "json",
                "logType": "engine-log",
            },
        ],
    }
    assert recorder.one(GROUP).secret_inputs == {"authToken"}


def test_password_has_no_character_that_elasticache_refuses(recorder: Recorder) -> None:
    run(make_cache)
    assert recorder.inputs("random:index/randomPassword:RandomPassword") == {"length": 40, "special": False}


def test_it_lies_in_the_data_subnets(recorder: Recorder) -> None:
    run(make_cache)
    subnets = recorder.inputs("aws:elasticache/subnetGroup:SubnetGroup")["subnetIds"]
    assert subnets == ["network-data-1-id", "network-data-2-id", "network-data-3-id"]


def test_without_copies_nothing_takes_over(recorder: Recorder) -> None:
    run(lambda: make_cache({"replicas": 0, "backup_days": 0}))
    inputs = recorder.inputs(GROUP)
    assert (inputs["numCacheClusters"], inputs["automaticFailoverEnabled"], inputs["multiAzEnabled"]) == (
        1,
        False,
        False,
    )
    assert inputs["snapshotRetentionLimit"] == 0


@pytest.mark.parametrize("eviction", ["noeviction", "allkeys-lru"])
def test_eviction_is_a_parameter_of_its_own_group(recorder: Recorder, eviction: str) -> None:
    run(lambda: make_cache({"eviction": eviction}))
    assert without_tags(recorder.inputs("aws:elasticache/parameterGroup:ParameterGroup")) == {
        "description": "Managed by Pulumi",
        "family": "redis7",
        "parameters": [{"name": "maxmemory-policy", "value": eviction}],
    }


@pytest.mark.parametrize(
    ("size", "node"), [("small", "cache.t4g.micro"), ("medium", "cache.t4g.small"), ("large", "cache.r7g.large")]
)
def test_every_size_is_a_node_type(recorder: Recorder, size: Size, node: str) -> None:
    run(lambda: make_cache({"size": size}))
    assert recorder.inputs(GROUP)["nodeType"] == node
    assert set(NODES) == set(get_args(Size))


@pytest.mark.parametrize(
    ("changes", "protect", "snapshot"),
    [
        ({}, True, "cache-final-0a1b2c3d"),
        ({"disposable": True}, False, None),
        ({"replace": frozenset({"cache"})}, False, "cache-final-0a1b2c3d"),
    ],
)
def test_it_survives_or_leaves_a_snapshot_unless_disposable(
    recorder: Recorder, changes: dict[str, Any], protect: bool, snapshot: str | None
) -> None:
    run(lambda: make_cache(**changes))
    found = recorder.one(GROUP)
    assert (found.protect, found.inputs.get("finalSnapshotIdentifier")) == (protect, snapshot)


@pytest.mark.parametrize(
    ("maintenance", "snapshot"),
    [
        ("sun:03:30-sun:04:30", "05:30-06:30"),
        ("mon:21:00-mon:22:00", "23:00-00:00"),
        ("mon:22:15-mon:23:15", "00:15-01:15"),
    ],
)
def test_snapshots_and_maintenance_never_meet(maintenance: str, snapshot: str) -> None:
    assert snapshot_window(maintenance) == snapshot


def test_logs_are_encrypted_and_kept(recorder: Recorder) -> None:
    run(make_cache)
    groups = [item for item in recorder.all("aws:cloudwatch/logGroup:LogGroup") if item.parent == "cache"]
    assert [(item.name, item.inputs["retentionInDays"]) for item in groups] == [
        ("cache-engine-log", 365),
        ("cache-slow-log", 365),
    ]
    assert all(item.inputs["kmsKeyId"].endswith("key/platform-key-1234567") for item in groups)
