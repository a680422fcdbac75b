"""What ties the good stack together: logs with a home, alarms on entries, groups around data, providers of its own."""

from dataclasses import replace

from policies.pack.facts import CONTROL, EXEMPTION, UNJUDGED, fact
from policies.pack.resource import Resource
from tests.policies.building import Stack, changed, joined, made, relinked
from tests.policies.good_alicloud_stores import ATTACHMENT
from tests.policies.good_parts import LOG

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
ALI_RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"


def with_whole(stack: Stack) -> Stack:
    stack = relinked(_guarded(_logged(_attended(stack))), "box-database", "mounts", "box-data")
    return joined(stack, *_files(stack), *_providers(), *_own_work())


def _logged(stack: Stack) -> Stack:
    stack = relinked(stack, "flow", "logDestination", "log")
    stack = relinked(stack, "task", "containerDefinitions", "log")
    stack = relinked(stack, "cache", "logDeliveryConfigurations", "log")
    # A bucket for access logs is exempt from rules that this one is to be broken by.
    stack = relinked(stack, "entry", "accessLogs", "log")
    stack = relinked(stack, "firewall-log", "logDestinationConfigs", "log")
    stack = changed(stack, "database", "identifier", "notes")
    for kind in ("postgresql", "upgrade"):
        name = f"/aws/rds/instance/notes/{kind}"
        group = made("aws:cloudwatch/logGroup:LogGroup", f"{kind}-log", {**LOG, "name": name}, kmsKeyId=stack["key"])
        stack = joined(stack, group)
    for name, through in (("ali-flow", "logStoreName"), ("ali-entry", "accessLogConfig")):
        stack = relinked(stack, name, through, "ali-store")
    return relinked(stack, "ali-configuration", "containers", "ali-store")


def _attended(stack: Stack) -> Stack:
    """Entries with certificates and alarms."""
    stack = changed(stack, "https", "certificateArn", "arn:aws:acm:eu-central-1:111122223333:certificate/1")
    stack = relinked(stack, "https", "loadBalancerArn", "entry")
    stack = relinked(stack, "alarm", "dimensions", "entry")
    stack = changed(stack, "ali-https", "certificates", [{"certificateId": "1"}])
    return relinked(stack, "ali-alarm", "metricDimensions", "ali-entry")


def _guarded(stack: Stack) -> Stack:
    """Groups around what keeps data, which admit the service alone; and routes for every subnet."""
    group = made("aws:ec2/securityGroup:SecurityGroup", "store", {"description": "data"}, vpcId=stack["network"])
    port = {"ipProtocol": "tcp", "fromPort": 6543.0, "toPort": 6543.0, "description": "from the service"}
    door = made(INGRESS, "store-from-room", port, securityGroupId=group, referencedSecurityGroupId=stack["room"])
    cache_group = made(
        "aws:ec2/securityGroup:SecurityGroup", "cache-store", {"description": "d"}, vpcId=stack["network"]
    )
    stack = joined(stack, group, door, cache_group)
    stack = relinked(stack, "database", "vpcSecurityGroupIds", "store")
    stack = relinked(stack, "aurora", "vpcSecurityGroupIds", "store")
    stack = relinked(stack, "cache", "securityGroupIds", "cache-store")
    stack = relinked(stack, "ali-database", "securityGroupIds", "ali-room")
    stack = relinked(stack, "ali-cluster", "securityGroupIds", "ali-room")
    stack = relinked(stack, "ali-cache", "securityGroupId", "ali-room")
    for name in ("ali-database", "ali-cluster", "ali-cache"):
        stack = relinked(stack, name, "vswitchId", "ali-data")
    routes = made("alicloud:vpc/routeTable:RouteTable", "ali-app-routes")
    attachments = [
        made(ATTACHMENT, f"{name}-table", vswitchId=stack[name], routeTableId=routes)
        for name in ("ali-switch-a", "ali-switch-b")
    ]
    return joined(stack, routes, *attachments)


def _files(stack: Stack) -> list[Resource]:
    system = made(
        "aws:efs/fileSystem:FileSystem",
        "shared",
        {"encrypted": True, "kmsKeyId": "k"},
        protect=True,
        kmsKeyId=stack["key"],
    )
    group = made("aws:ec2/securityGroup:SecurityGroup", "shared-store", {"description": "d"}, vpcId=stack["network"])
    return [
        system,
        group,
        made(
            "aws:efs/mountTarget:MountTarget",
            "shared-here",
            fileSystemId=system,
            subnetId=stack["private"],
            securityGroups=group,
        ),
        made("aws:backup/vault:Vault", "vault", {"kmsKeyArn": "k"}, protect=True, kmsKeyArn=stack["key"]),
        made("alicloud:nas/mountTarget:MountTarget", "ali-shared-here", vswitchId=stack["ali-data"]),
        made("random:index/randomId:RandomId", "suffix"),
        made("tls:index/privateKey:PrivateKey", "authority-key"),
    ]


def _providers() -> list[Resource]:
    reference = made("pulumi:pulumi:StackReference", "other", {"name": "org/other/prod"})
    return [
        made("pulumi:providers:aws", "aws-own", {"region": "eu-central-1", "allowedAccountIds": ["111122223333"]}),
        made("pulumi:providers:alicloud", "ali-own", {"region": "eu-central-1"}),
        replace(reference, urn="urn:pulumi:prod::notes::pulumi:pulumi:StackReference::other"),
    ]


def _own_work() -> list[Resource]:
    said = {"rule": "DB-05", "resource": "scratch", "reason": "cost", "owner": "ops", "until": "2999-01-01"}
    return [
        fact(CONTROL, "DB-01", {"id": "DB-01", "clouds": ["aws", "alicloud"], "missing": []}),
        fact(UNJUDGED, "DB-02 new.storageEncrypted", {"rule": "DB-02", "after": False}),
        fact(EXEMPTION, "exemption-0", {**said, "days_left": 9.0}),
    ]
