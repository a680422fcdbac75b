"""What ElastiCache refuses and answers."""

from typing import Any

import pytest

from tests.simulator.builders import LOG_GROUP, Network
from tests.simulator.world import World

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup"
PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup"
BASE: dict[str, Any] = {
    "description": "cache",
    "replicationGroupId": "main",
    "engine": "redis",
    "engineVersion": "7.1",
    "nodeType": "cache.t4g.micro",
}
TOKEN = "sixteen-characters-and-more"


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"multiAzEnabled": True}, "automaticFailoverEnabled: must be true if multiAzEnabled is true"),
        (
            {"automaticFailoverEnabled": True, "numCacheClusters": 1},
            "numCacheClusters: must be at least 2 if automaticFailoverEnabled is true; got 1",
        ),
        ({"authTokenUpdateStrategy": "SET"}, "authToken: must be given if authTokenUpdateStrategy is SET"),
        (
            {"authTokenUpdateStrategy": "DELETE", "authToken": TOKEN},
            "authToken: must be left out if authTokenUpdateStrategy is DELETE",
        ),
        ({"authToken": "short"}, "authToken: must have 16 to 128 characters; got 5"),
        ({"engineVersion": "7"}, "engineVersion: must be <major>.<minor> from 6 on (6.x too), "),
    ],
)
def test_the_provider_refuses_in_the_preview(world: World, inputs: dict[str, Any], words: str) -> None:
    [problem] = world.problems(GROUP, **{**BASE, **inputs})
    assert problem.startswith(words)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"nodeType": "db.t4g.micro"}, "InvalidParameterValue: The cache node type db.t4g.micro is invalid"),
        (
            {"authToken": TOKEN},
            "InvalidParameterCombination: The AUTH token is only supported when encryption-in-transit is enabled",
        ),
        (
            {"authToken": TOKEN + "%", "transitEncryptionEnabled": True},
            "InvalidParameterValue: Invalid AuthToken provided.",
        ),
        ({"subnetGroupName": "nope"}, "CacheSubnetGroupNotFoundFault: Cache Subnet Group nope does not exist."),
        (
            {
                "logDeliveryConfigurations": [
                    {
                        "destination": "nope",
                        "destinationType": "cloudwatch-logs",
                        "logFormat": "json",
                        "logType": "slow-log",
                    }
                ]
            },
            "InvalidParameterValue: Destination is invalid: the log group nope does not exist",
        ),
    ],
)
def test_the_cloud_refuses(world: World, inputs: dict[str, Any], words: str) -> None:
    assert world.refused(GROUP, **{**BASE, **inputs}).startswith(words)


def test_addresses_with_tls(world: World) -> None:
    made = world.make(GROUP, "c", **BASE, transitEncryptionEnabled=True, authToken=TOKEN, numCacheClusters=2)
    primary = made.properties["primaryEndpointAddress"]
    assert primary.startswith("master.main.")
    assert primary.endswith(".euc1.cache.amazonaws.com")
    assert made.properties["readerEndpointAddress"].startswith("replica.main.")
    assert made.properties["memberClusters"] == ["main-001", "main-002"]
    assert made.properties["engineVersionActual"] == "7.1.0"
    assert made.properties["configurationEndpointAddress"] == ""


def test_addresses_without_tls_and_with_shards(world: World) -> None:
    made = world.make(GROUP, "c", **BASE)
    assert made.properties["primaryEndpointAddress"].split(".")[2:] == [
        "ng",
        "0001",
        "euc1",
        "cache",
        "amazonaws",
        "com",
    ]
    sharded = world.make(GROUP, "s", **{**BASE, "replicationGroupId": "shards"}, numNodeGroups=2)
    assert sharded.properties["configurationEndpointAddress"].startswith("shards.")
    assert sharded.properties["clusterEnabled"] is True


def test_the_parameter_group_is_of_the_version(world: World) -> None:
    old = world.make(PARAMETER_GROUP, "p", family="redis6.x", name="six")
    assert world.refused(GROUP, **BASE, parameterGroupName=old.id) == (
        "InvalidParameterCombination: Expected a parameter group of family redis7, but found one of family redis6.x"
    )
    assert world.refused(PARAMETER_GROUP, family="redis70").startswith(
        "InvalidParameterValue: CacheParameterGroupFamily redis70 is not a valid parameter group family"
    )


def test_what_a_group_uses_stays_and_its_name_is_taken(world: World, network: Network) -> None:
    subnets = world.make(SUBNET_GROUP, "s", subnetIds=network.subnet_ids)
    assert subnets.properties["vpcId"] == network.vpc.id
    parameters = world.make(PARAMETER_GROUP, "p", family="redis7")
    world.make(LOG_GROUP, "l", name="slow")
    inputs = {
        "subnetGroupName": subnets.id,
        "parameterGroupName": parameters.id,
        "securityGroupIds": [network.group.id],
    }
    made = world.make(GROUP, "c", **BASE, **inputs)
    assert world.remove_refused(subnets).startswith("CacheSubnetGroupInUse")
    assert world.remove_refused(parameters).startswith("InvalidCacheParameterGroupState")
    assert world.remove_refused(network.group).startswith("DependencyViolation")
    assert world.refused(GROUP, **BASE) == "ReplicationGroupAlreadyExists: Replication group main already exists"
    world.remove(made)
    world.remove(subnets)
