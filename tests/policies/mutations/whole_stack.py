"""The one change in an example that each rule over the whole stack must notice."""

import dataclasses
import json

from components.spec import Cloud
from policies.pack.facts import CONTROL, EXEMPTION, UNJUDGED, fact
from policies.pack.resource import Resource
from policies.pack.values import Secret, plain
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, cloud_of, edited, linked, of_type, otherwise, put, removed
from tests.policies.recorded import CLOUDS

DATABASE = "aws:rds/instance:Instance"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
ALI_DATABASE = "alicloud:rds/instance:Instance"
ALI_RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"


def _first(stack: Stack, resource_type: str) -> Resource:
    return of_type(stack, resource_type)[0]


def from_the_internet(stack: Stack) -> Stack:
    """Port 5432 opened to everybody, through a second security group that the database admits."""
    group = next(stack[urn] for urn in _first(stack, DATABASE).depends_on["vpcSecurityGroupIds"])
    second = made(GROUP, "second", {"ingress": [], "description": "a second way"})
    port = {"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "description": "for the demonstration"}
    door = made(INGRESS, "open", {**port, "cidrIpv4": "0.0.0.0/0"}, securityGroupId=second)
    onward = made(INGRESS, "onward", port, securityGroupId=group, referencedSecurityGroupId=second)
    return put(stack, second, door, onward)


def from_the_internet_on_alicloud(stack: Stack) -> Stack:
    group = next(stack[urn] for urn in _first(stack, ALI_DATABASE).depends_on["securityGroupIds"])
    port = {"type": "ingress", "ipProtocol": "tcp", "portRange": "5432/5432", "description": "for the demonstration"}
    return put(stack, made(ALI_RULE, "open", {**port, "cidrIp": "0.0.0.0/0"}, securityGroupId=group))


def role_with_everything(stack: Stack) -> Stack:
    """A role that may do everything with every bucket."""
    policy = _first(stack, "aws:iam/rolePolicy:RolePolicy")
    everything = {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::files"}
    return put(stack, edited(policy, "policy", json.dumps({"Version": "2012-10-17", "Statement": [everything]})))


def union_of_policies(stack: Stack) -> Stack:
    """One policy may hand over roles, another may start tasks: neither alone leads anywhere."""
    role = _first(stack, "aws:iam/role:Role")
    halves = (["iam:PassRole"], ["ecs:RegisterTaskDefinition", "ecs:RunTask"])
    policies = [
        made("aws:iam/rolePolicy:RolePolicy", f"half-{number}", {"policy": _allow(actions, "2012-10-17")}, role=role)
        for number, actions in enumerate(halves)
    ]
    return put(stack, *policies)


def union_on_alicloud(stack: Stack) -> Stack:
    role = _first(stack, "alicloud:ram/role:Role")
    halves = (["ram:PassRole"], ["eci:CreateContainerGroup"])
    resources: list[Resource] = []
    for number, actions in enumerate(halves):
        policy = made("alicloud:ram/policy:Policy", f"half-{number}", {"policyDocument": _allow(actions)})
        attachment = made(
            "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
            f"half-{number}-attachment",
            {"policyType": "Custom"},
            roleName=role,
            policyName=policy,
        )
        resources += [policy, attachment]
    return put(stack, *resources)


def _allow(actions: list[str], version: str = "1") -> str:
    return json.dumps({"Version": version, "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]})


def told_in_a_tag(resource_type: str) -> Mutation:
    """The database's password, in the tag of something else."""
    cloud = cloud_of(resource_type)

    def change(stack: Stack) -> Stack:
        password = made("random:index/randomPassword:RandomPassword", "made", {"result": Secret("Yq8!vNw2Lx7RtZ")})
        target = _first(stack, resource_type)
        note = "tags.note" if cloud != "docker" else "labels"
        told: object = "use Yq8!vNw2Lx7RtZ" if cloud != "docker" else [{"label": "note", "value": "Yq8!vNw2Lx7RtZ"}]
        return put(stack, password, edited(target, note, told))

    return Mutation(rule="X-03", cloud=cloud, change=change)


def key_from_elsewhere(resource_type: str, through: str) -> Mutation:
    def change(stack: Stack) -> Stack:
        return put(stack, linked(_first(stack, resource_type), through))

    return Mutation(rule="X-04", cloud=cloud_of(resource_type), change=change)


def of_a_new_type(cloud: Cloud) -> Mutation:
    token = f"{cloud}:unheard/of:Of"
    return Mutation(rule="X-05", cloud=cloud, change=lambda stack: put(stack, made(token, "new")))


def without_retention(stack: Stack) -> Stack:
    """A service's log is kept for ever."""
    group = next(found for found in of_type(stack, "aws:cloudwatch/logGroup:LogGroup") if found.name.endswith("-logs"))
    return put(stack, edited(group, "retentionInDays", 0.0))


def without_a_home(stack: Stack) -> Stack:
    """The flow log goes to a group that the cloud makes."""
    return put(stack, linked(_first(stack, "aws:ec2/flowLog:FlowLog"), "logDestination"))


def without_a_home_on_alicloud(stack: Stack) -> Stack:
    return put(stack, linked(_first(stack, "alicloud:vpc/flowLog:FlowLog"), "logStoreName"))


def elsewhere(resource_type: str, region: str) -> Mutation:
    return otherwise("X-07", resource_type, "region", region)


def elsewhere_by_provider(stack: Stack) -> Stack:
    provider = made("pulumi:providers:alicloud", "far", {"region": "us-west-1"})
    moved = dataclasses.replace(_first(stack, ALI_DATABASE), provider=provider.urn)
    return put(stack, provider, moved)


def routed_to_the_internet(stack: Stack) -> Stack:
    """A subnet of the data tier, led to the internet gateway."""
    group = _first(stack, "aws:rds/subnetGroup:SubnetGroup")
    subnet = next(stack[urn] for urn in group.depends_on["subnetIds"])
    association = next(
        found
        for found in of_type(stack, "aws:ec2/routeTableAssociation:RouteTableAssociation")
        if subnet.urn in found.depends_on["subnetId"]
    )
    table = stack[association.depends_on["routeTableId"][0]]
    gateway = _first(stack, "aws:ec2/internetGateway:InternetGateway")
    way = {"destinationCidrBlock": "0.0.0.0/0"}
    return put(stack, made("aws:ec2/route:Route", "out", way, routeTableId=table, gatewayId=gateway))


def without_a_table(stack: Stack) -> Stack:
    """The data tier's subnets follow the network's main route table."""
    return removed(stack, *of_type(stack, "aws:ec2/routeTableAssociation:RouteTableAssociation"))


def routed_on_alicloud(stack: Stack) -> Stack:
    switch = next(stack[urn] for urn in _first(stack, ALI_DATABASE).depends_on["vswitchId"])
    attachment = next(
        found
        for found in of_type(stack, "alicloud:vpc/routeTableAttachment:RouteTableAttachment")
        if switch.urn in found.depends_on["vswitchId"]
    )
    table = stack[attachment.depends_on["routeTableId"][0]]
    way = {"destinationCidrblock": "0.0.0.0/0", "nexthopType": "Ipv4Gateway"}
    return put(stack, made("alicloud:vpc/routeEntry:RouteEntry", "out", way, routeTableId=table))


def standing_key(cloud: Cloud) -> Mutation:
    provider = made(f"pulumi:providers:{cloud}", "own", {"accessKey": Secret("key"), "allowedAccountIds": ["1"]})
    return Mutation(rule="X-09", cloud=cloud, change=lambda stack: put(stack, provider))


def another_account(stack: Stack) -> Stack:
    policy = _first(stack, "aws:iam/rolePolicy:RolePolicy")
    document = json.loads(str(plain(policy.properties["policy"])))
    elsewhere = "arn:aws:sqs:eu-central-1:999999999999:tasks"
    document["Statement"].append({"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": elsewhere})
    return put(stack, edited(policy, "policy", json.dumps(document)))


def another_environment(cloud: Cloud) -> Mutation:
    reference = made("pulumi:pulumi:StackReference", "network", {"name": "org/network/dev"})
    return Mutation(rule="X-09", cloud=cloud, change=lambda stack: put(stack, reference))


def unprotected(resource_type: str, *also: str) -> Mutation:
    return otherwise("X-10", resource_type, "opts.protect", False, *also)


def without_alarms(*alarm_types: str) -> Mutation:
    cloud = cloud_of(alarm_types[0])

    def change(stack: Stack) -> Stack | None:
        balancer = {"aws": "aws:lb/loadBalancer:LoadBalancer", "alicloud": "alicloud:alb/loadBalancer:LoadBalancer"}
        if not of_type(stack, balancer[cloud]):
            return None
        alarms = [alarm for token in alarm_types for alarm in of_type(stack, token)]
        return removed(stack, *(alarm for alarm in alarms if "gateway" in alarm.name))

    return Mutation(rule="X-11", cloud=cloud, change=change)


def one_sided(cloud: Cloud) -> Mutation:
    control = fact(CONTROL, "DB-99", {"id": "DB-99", "clouds": ["aws"], "missing": ["alicloud"]})
    return Mutation(rule="X-12", cloud=cloud, change=lambda stack: put(stack, control))


def skipped(cloud: Cloud) -> Mutation:
    value = fact(UNJUDGED, "DB-02 database.storageEncrypted", {"rule": "DB-02", "after": True})
    return Mutation(rule="X-13", cloud=cloud, change=lambda stack: put(stack, value))


def over(cloud: Cloud) -> Mutation:
    said = {"rule": "DB-05", "resource": "database", "reason": "cost", "owner": "ops", "until": "2020-01-01"}
    exemption = fact(EXEMPTION, "exemption-0", {**said, "days_left": -3.0})
    return Mutation(rule="X-14", cloud=cloud, change=lambda stack: put(stack, exemption))


MUTATIONS = (
    Mutation(rule="X-01", cloud="aws", change=from_the_internet, also=frozenset({"NET-04", "NET-05", "NET-17"})),
    Mutation(rule="X-01", cloud="alicloud", change=from_the_internet_on_alicloud, also=frozenset({"NET-04", "NET-05"})),
    Mutation(rule="X-02", cloud="aws", change=role_with_everything, also=frozenset({"IA-02"})),
    Mutation(rule="X-02", cloud="aws", change=union_of_policies, also=frozenset({"IA-03"})),
    Mutation(rule="X-02", cloud="alicloud", change=union_on_alicloud, also=frozenset({"IA-03"})),
    told_in_a_tag("aws:ec2/vpc:Vpc"),
    told_in_a_tag("alicloud:vpc/network:Network"),
    told_in_a_tag("docker:index/network:Network"),
    key_from_elsewhere(DATABASE, "kmsKeyId"),
    key_from_elsewhere(ALI_DATABASE, "encryptionKey"),
    *(of_a_new_type(cloud) for cloud in CLOUDS),
    Mutation(rule="X-06", cloud="aws", change=without_retention, also=frozenset({"LG-01"})),
    Mutation(rule="X-06", cloud="aws", change=without_a_home),
    Mutation(rule="X-06", cloud="alicloud", change=without_a_home_on_alicloud),
    elsewhere(DATABASE, "us-west-2"),
    Mutation(rule="X-07", cloud="alicloud", change=elsewhere_by_provider),
    Mutation(rule="X-08", cloud="aws", change=routed_to_the_internet, also=frozenset({"DB-20", "CA-08"})),
    Mutation(rule="X-08", cloud="aws", change=without_a_table),
    Mutation(rule="X-08", cloud="alicloud", change=routed_on_alicloud, also=frozenset({"DB-20", "CA-08", "NET-12"})),
    standing_key("aws"),
    standing_key("alicloud"),
    another_environment("aws"),
    Mutation(rule="X-09", cloud="aws", change=another_account),
    unprotected("aws:kms/key:Key", "KM-03"),
    unprotected("alicloud:oss/bucket:Bucket", "ST-10"),
    Mutation(
        rule="X-10",
        cloud="docker",
        type="docker:index/volume:Volume",
        path="opts.protect",
        value=False,
        where=lambda _, volume: volume.name == "database-data",
    ),
    without_alarms("aws:cloudwatch/metricAlarm:MetricAlarm"),
    without_alarms("alicloud:cms/alarm:Alarm", "alicloud:sls/alert:Alert"),
    *(one_sided(cloud) for cloud in CLOUDS if cloud != "docker"),
    *(skipped(cloud) for cloud in CLOUDS),
    *(over(cloud) for cloud in CLOUDS),
)
