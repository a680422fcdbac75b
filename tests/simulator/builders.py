"""Resources that many tests need."""

import json
from dataclasses import dataclass
from typing import Any

from simulator.cloud import ACCOUNT, Record
from tests.simulator.world import REGION, World

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"
ROLE = "aws:iam/role:Role"
KEY = "aws:kms/key:Key"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"
LISTENER = "aws:lb/listener:Listener"
CLUSTER = "aws:ecs/cluster:Cluster"
TASK = "aws:ecs/taskDefinition:TaskDefinition"


@dataclass(frozen=True)
class Network:
    """A VPC and what is in it."""

    vpc: Record
    subnets: list[Record]
    gateway: Record
    group: Record

    @property
    def subnet_ids(self) -> list[str]:
        return [subnet.id for subnet in self.subnets]


def build_network(world: World) -> Network:
    vpc = world.make(VPC, "vpc", cidrBlock="10.0.0.0/16")
    subnets = [
        world.make(
            SUBNET, f"subnet-{zone}", vpcId=vpc.id, cidrBlock=f"10.0.{place}.0/24", availabilityZone=REGION + zone
        )
        for place, zone in enumerate("ab")
    ]
    gateway = world.make(GATEWAY, "gateway", vpcId=vpc.id)
    return Network(vpc, subnets, gateway, world.make(GROUP, "group", vpcId=vpc.id))


def policy(*statements: dict[str, Any]) -> str:
    """A policy document."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(service: str) -> str:
    """A role's trust in a service."""
    return policy({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}})


def role(world: World, service: str, name: str = "role") -> Record:
    return world.make(ROLE, name, assumeRolePolicy=trust(service))


OWNER = {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}}
LOGS = {
    "Effect": "Allow",
    "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    "Resource": "*",
    "Principal": {"Service": f"logs.{REGION}.amazonaws.com"},
    "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:*"}},
}


def balancer(world: World, network: Network, **more: Any) -> Record:
    return world.make(BALANCER, "web", subnets=network.subnet_ids, securityGroups=[network.group.id], **more)


def target_group(world: World, network: Network, name: str = "api", **more: Any) -> Record:
    inputs = {"port": 80, "protocol": "HTTP", "targetType": "ip", "vpcId": network.vpc.id, **more}
    return world.make(TARGET_GROUP, name, **inputs)


def forward(group: Record) -> list[dict[str, Any]]:
    return [{"type": "forward", "targetGroupArn": group.properties["arn"]}]


def listener(world: World, load_balancer: Record, group: Record, port: int = 80) -> Record:
    arn = load_balancer.properties["arn"]
    return world.make(LISTENER, "http", loadBalancerArn=arn, port=port, protocol="HTTP", defaultActions=forward(group))


def container(**more: Any) -> dict[str, Any]:
    return {"name": "api", "image": "example/api:1", "portMappings": [{"containerPort": 80}], **more}


def task_inputs(*containers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "family": "api",
        "containerDefinitions": json.dumps(list(containers) or [container()]),
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        **more,
    }


LOGGING = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "api", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "api"},
}


READ_SECRETS = {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}
WRITE_LOGS = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}


def execution(world: World, *statements: dict[str, Any]) -> str:
    """The ARN of a role that ECS can assume, and that may read all secrets and write all logs unless told otherwise."""
    made = role(world, "ecs-tasks.amazonaws.com", "execution")
    allowed = policy(*(statements or (READ_SECRETS, WRITE_LOGS)))
    world.make("aws:iam/rolePolicy:RolePolicy", "execution", role=made.id, policy=allowed)
    return str(made.properties["arn"])


def service_inputs(cluster: Record, network: Network, task: Record, **more: Any) -> dict[str, Any]:
    return {
        "name": "api",
        "cluster": cluster.properties["arn"],
        "taskDefinition": task.properties["arn"],
        "launchType": "FARGATE",
        "desiredCount": 1,
        "networkConfiguration": {"subnets": network.subnet_ids, "securityGroups": [network.group.id]},
        **more,
    }
