"""Resources of Alibaba Cloud that many tests need."""

import json
from dataclasses import dataclass
from typing import Any

from simulator.cloud import Record
from tests.simulator.world import REGION, World

VPC = "alicloud:vpc/network:Network"
SWITCH = "alicloud:vpc/switch:Switch"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
RDS = "alicloud:rds/instance:Instance"
ROLE = "alicloud:ram/role:Role"
KEY = "alicloud:kms/key:Key"
PROJECT = "alicloud:log/project:Project"
STORE = "alicloud:log/store:Store"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
SCALING_GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
DISK_ROLE = "acs:ram::1234567890123456:role/AliyunRDSInstanceEncryptionDefaultRole"
"""The role by which databases use a key of the account."""


@dataclass(frozen=True)
class Network:
    """A VPC and what is in it."""

    vpc: Record
    switches: list[Record]
    group: Record


def build_network(world: World) -> Network:
    vpc = world.make(VPC, "vpc", cidrBlock="10.0.0.0/16")
    switches = [
        world.make(SWITCH, f"switch-{zone}", vpcId=vpc.id, cidrBlock=f"10.0.{place}.0/24", zoneId=REGION + zone)
        for place, zone in enumerate("ab")
    ]
    return Network(vpc, switches, world.make(GROUP, "group", vpcId=vpc.id))


def policy(*statements: dict[str, Any]) -> str:
    """A policy document."""
    return json.dumps({"Version": "1", "Statement": list(statements)})


def trust(service: str) -> str:
    """A role's trust in a service."""
    return policy({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": [service]}})


READ = {"Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:files/*"}


def role(world: World, name: str = "app", service: str = "ecs.aliyuncs.com", **more: Any) -> Record:
    return world.make(ROLE, name, roleName=name, assumeRolePolicyDocument=trust(service), **more)


def key(world: World, **more: Any) -> Record:
    return world.make(KEY, "k", **{"pendingWindowInDays": 7, **more})


RDS_BASE = {"engine": "PostgreSQL", "engineVersion": "16.0", "instanceType": "pg.n2.2c.1m", "instanceStorage": 20}


def database(world: World, net: Network, **more: Any) -> Record:
    return world.make(RDS, "db", **{**RDS_BASE, "vswitchId": net.switches[0].id, **more})


def store(world: World, project: str = "logs", name: str = "api") -> Record:
    """A log store in a project of its own."""
    world.make(PROJECT, project, projectName=project)
    return world.make(STORE, name, projectName=project, logstoreName=name)


def servers(world: World, net: Network, name: str = "api", **more: Any) -> Record:
    inputs = {"serverGroupName": name, "healthCheckConfig": {"healthCheckEnabled": True}, "vpcId": net.vpc.id, **more}
    return world.make(SERVERS, name, **inputs)


def scaling_group(world: World, net: Network, **more: Any) -> Record:
    inputs = {"groupType": "ECI", "minSize": 1, "maxSize": 3, "vswitchIds": [net.switches[0].id], **more}
    return world.make(SCALING_GROUP, "group", **inputs)


CONTAINER = {"name": "api", "image": "example/api:1"}


def configuration(world: World, group: Record, **more: Any) -> Record:
    inputs = {"scalingGroupId": group.id, "active": True, "containers": [CONTAINER], **more}
    return world.make(CONFIGURATION, "configuration", **inputs)
