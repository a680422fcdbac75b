"""A network that no rule has anything to say about."""

from tests.policies.building import Stack, made, stack_of

ANYWHERE = "0.0.0.0/0"


def network() -> Stack:
    vpc = made("aws:ec2/vpc:Vpc", "network", {"cidrBlock": "10.0.0.0/16"})
    gateway = made("aws:ec2/internetGateway:InternetGateway", "gateway", vpcId=vpc)
    public = made("aws:ec2/subnet:Subnet", "public", {"mapPublicIpOnLaunch": False}, vpcId=vpc)
    private = made("aws:ec2/subnet:Subnet", "private", vpcId=vpc)
    out = made("aws:ec2/routeTable:RouteTable", "out", vpcId=vpc)
    inside = made("aws:ec2/routeTable:RouteTable", "inside", vpcId=vpc)
    nat = made("aws:ec2/natGateway:NatGateway", "nat", subnetId=public)
    door = made("aws:ec2/securityGroup:SecurityGroup", "door", {"ingress": [], "egress": []}, vpcId=vpc)
    room = made("aws:ec2/securityGroup:SecurityGroup", "room", vpcId=vpc)
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
            {"cidrIpv4": ANYWHERE, "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0},
            securityGroupId=door,
        ),
        made(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "room-from-door",
            {"ipProtocol": "tcp", "fromPort": 8000.0, "toPort": 8000.0},
            securityGroupId=room,
            referencedSecurityGroupId=door,
        ),
        made(
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            "room-out",
            {"cidrIpv4": ANYWHERE, "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0},
            securityGroupId=room,
        ),
        made(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "door-old",
            {"type": "ingress", "cidrBlocks": [ANYWHERE], "protocol": "tcp", "fromPort": 80.0, "toPort": 80.0},
            securityGroupId=door,
        ),
        made(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "door-old-out",
            {"type": "egress", "cidrBlocks": [ANYWHERE], "protocol": "tcp", "fromPort": 443.0, "toPort": 443.0},
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
