"""A network that no rule has anything to say about."""

from tests.policies.building import Stack, made, stack_of

ANYWHERE = "0.0.0.0/0"


def named(purpose: str) -> dict[str, object]:
    return {"description": f"What {purpose} opens"}


def zone(letter: str) -> dict[str, object]:
    return {"availabilityZone": f"eu-central-1{letter}"}


def old_rule(direction: str, port: float) -> dict[str, object]:
    open_to_all = {"cidrBlocks": [ANYWHERE], "protocol": "tcp", "fromPort": port, "toPort": port}
    return {**named("web"), "type": direction, **open_to_all}


def network() -> Stack:
    vpc = made("aws:ec2/vpc:Vpc", "network", {"cidrBlock": "10.0.0.0/16"})
    gateway = made("aws:ec2/internetGateway:InternetGateway", "gateway", vpcId=vpc)
    public = made(
        "aws:ec2/subnet:Subnet",
        "public",
        {"mapPublicIpOnLaunch": False, "tags": {"tier": "public"}, **zone("a")},
        vpcId=vpc,
    )
    private = made("aws:ec2/subnet:Subnet", "private", zone("a"), vpcId=vpc)
    out = made("aws:ec2/routeTable:RouteTable", "out", vpcId=vpc)
    inside = made("aws:ec2/routeTable:RouteTable", "inside", vpcId=vpc)
    nat = made("aws:ec2/natGateway:NatGateway", "nat", subnetId=public)
    door = made(
        "aws:ec2/securityGroup:SecurityGroup", "door", {**named("entry"), "ingress": [], "egress": []}, vpcId=vpc
    )
    room = made("aws:ec2/securityGroup:SecurityGroup", "room", named("api"), vpcId=vpc)
    return stack_of(
        vpc,
        gateway,
        public,
        private,
        out,
        inside,
        nat,
        door,
        room,
        made("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", {"ingress": [], "egress": []}, vpcId=vpc),
        made("aws:ec2/flowLog:FlowLog", "flow", {"trafficType": "ALL"}, vpcId=vpc),
        made("aws:ec2/route:Route", "out-route", {}, routeTableId=out, gatewayId=gateway),
        made("aws:ec2/route:Route", "inside-route", {}, routeTableId=inside, natGatewayId=nat),
        made("aws:ec2/routeTableAssociation:RouteTableAssociation", "public-table", subnetId=public, routeTableId=out),
        made(
            "aws:ec2/routeTableAssociation:RouteTableAssociation",
            "private-table",
            subnetId=private,
            routeTableId=inside,
        ),
        made(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "door-https",
            {**named("web"), "cidrIpv4": ANYWHERE, "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0},
            securityGroupId=door,
        ),
        made(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "room-from-door",
            {**named("api"), "ipProtocol": "tcp", "fromPort": 8000.0, "toPort": 8000.0},
            securityGroupId=room,
            referencedSecurityGroupId=door,
        ),
        made(
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            "room-out",
            {**named("web"), "cidrIpv4": ANYWHERE, "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0},
            securityGroupId=room,
        ),
        made(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "door-old",
            old_rule("ingress", 80.0),
            securityGroupId=door,
        ),
        made(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "door-old-out",
            old_rule("egress", 443.0),
            securityGroupId=door,
        ),
        made(
            "aws:lb/loadBalancer:LoadBalancer",
            "entry",
            {
                "internal": False,
                "subnets": ["subnet-1", "subnet-2"],
                "dropInvalidHeaderFields": True,
                "enableDeletionProtection": True,
                "accessLogs": {"enabled": True, "bucket": "logs"},
                "desyncMitigationMode": "defensive",
            },
            subnets=public,
            securityGroups=door,
        ),
    )
