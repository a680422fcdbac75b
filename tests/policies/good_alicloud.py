"""A stack on Alibaba Cloud that no rule has anything to say about."""

from collections.abc import Mapping

from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import Stack, cloned, made, stack_of
from tests.policies.good_alicloud_around import around
from tests.policies.good_alicloud_data import bucket, databases, document, operations
from tests.policies.good_alicloud_ways import ways

ALLOWED = {"Effect": "Allow", "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:1:files/*"]}
PARTS = {"ali-api": (2.0, 6.0), "ali-job": (0.0, 1.0)}
"""Group -> least and most instances."""


def alicloud() -> Stack:
    """Everything that a rule judges there."""
    stored = cloned(bucket(), "ali-files", "ali-pages")
    inside = _network()
    return {
        **inside,
        **databases(),
        **stored,
        **_parts(inside),
        **_entry(inside, stored["ali-pages"]),
        **operations(),
        **around(stored["ali-pages"]),
    }


def _network() -> Stack:
    vpc = made("alicloud:vpc/network:Network", "ali-network", {"cidrBlock": "10.0.0.0/16"})
    door = made("alicloud:ecs/securityGroup:SecurityGroup", "ali-door", closed("entry"), vpcId=vpc)
    room = made("alicloud:ecs/securityGroup:SecurityGroup", "ali-room", closed("api"), vpcId=vpc)
    address = made("alicloud:ecs/eipAddress:EipAddress", "ali-address", {"deletionProtection": True})
    return stack_of(
        vpc,
        door,
        room,
        address,
        made("alicloud:vpc/flowLog:FlowLog", "ali-flow", {"trafficType": "All"}, resourceId=vpc),
        made("alicloud:ecs/eipAssociation:EipAssociation", "ali-bound", {"instanceType": "Nat"}, allocationId=address),
        made(
            "alicloud:vpc/routeEntry:RouteEntry",
            "ali-out",
            {"destinationCidrblock": "0.0.0.0/0", "nexthopType": "NatGateway"},
        ),
        *ways(vpc),
        _rule("ali-door-https", "ingress", "tcp", "443/443", {"cidrIp": "0.0.0.0/0"}, door),
        _rule("ali-room-from-door", "ingress", "tcp", "8000/8000", {}, room),
        _rule("ali-room-out", "egress", "tcp", "443/443", {"cidrIp": "0.0.0.0/0"}, room),
        _rule("ali-room-closed", "egress", "all", "-1/-1", {"cidrIp": "0.0.0.0/0", "policy": "drop"}, room),
    )


def closed(part: str) -> dict[str, object]:
    """A group whose members do not reach each other."""
    return {"innerAccessPolicy": "Drop", "description": f"Part {part}"}


def _rule(
    name: str, direction: str, protocol: str, ports: str, more: Mapping[str, object], group: Resource
) -> Resource:
    inputs = {
        "description": name,
        "type": direction,
        "ipProtocol": protocol,
        "portRange": ports,
        "policy": "accept",
        **more,
    }
    return made("alicloud:ecs/securityGroupRule:SecurityGroupRule", name, inputs, securityGroupId=group)


def _parts(network: Stack) -> Stack:
    trust = document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["ecs.aliyuncs.com"]}})
    role = made("alicloud:ram/role:Role", "ali-role", {"assumeRolePolicyDocument": trust})
    container = {
        "name": "api",
        "image": f"registry.example.com/api@sha256:{'0' * 64}",
        "ports": [{"port": 8000.0}],
        "livenessProbeHttpGetPath": "/healthz",
        "readinessProbeHttpGetPath": "/healthz",
        "securityContextRunAsUser": 1000.0,
        "environmentVars": [
            {"key": "DATABASE_PASSWORD", "value": Secret("generated")},
            {"key": "LOG_LEVEL", "value": "info"},
            {"key": "aliyun_logs_api", "value": "stdout"},
        ],
        "securityContextReadOnlyRootFileSystem": True,
    }
    groups = {
        name: made(
            "alicloud:ess/scalingGroup:ScalingGroup",
            name,
            {"minSize": least, "maxSize": most, "vswitchIds": ["vsw-1", "vsw-2"]},
            vswitchIds=[network["ali-switch-a"], network["ali-switch-b"]],
        )
        for name, (least, most) in PARTS.items()
    }
    return stack_of(
        *groups.values(),
        made("alicloud:oos/execution:Execution", "ali-rollout", {}, parameters=groups["ali-api"]),
        role,
        made("alicloud:ram/policy:Policy", "ali-policy", {"policyDocument": document(ALLOWED)}),
        made(
            "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
            "ali-permission",
            {"policyName": "notes-prod-api-role-policy", "policyType": "Custom"},
        ),
        made(
            "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration",
            "ali-configuration",
            {
                "autoCreateEip": False,
                "enableSls": True,
                "cpu": 0.5,
                "memory": 1.0,
                "volumes": [{"type": "EmptyDirVolume", "name": "scratch"}],
                "ramRoleName": "notes-prod-api-role",
                "containers": [container],
                "initContainers": [{**container, "name": "migrate"}],
            },
            ramRoleName=role,
        ),
    )


def _entry(network: Stack, pages: Resource) -> Stack:
    public = made(
        "alicloud:alb/loadBalancer:LoadBalancer",
        "ali-entry",
        {
            "addressType": "Internet",
            "loadBalancerEdition": "StandardWithWaf",
            "accessLogConfig": {"logStore": "entry-access"},
            "deletionProtectionEnabled": True,
            "zoneMappings": [{"zoneId": "a"}, {"zoneId": "b"}],
        },
    )
    https = made(
        "alicloud:alb/listener:Listener",
        "ali-https",
        {"listenerProtocol": "HTTPS", "securityPolicyId": "tls_cipher_policy_1_2_strict_with_1_3"},
        loadBalancerId=public,
    )
    http = made("alicloud:alb/listener:Listener", "ali-http", {"listenerProtocol": "HTTP"}, loadBalancerId=public)
    sources = [{"type": "oss", "port": 443.0}, {"type": "domain", "port": 443.0}]
    certificate = {"serverCertificateStatus": "on"}
    domain = made(
        "alicloud:cdn/domainNew:DomainNew",
        "ali-cdn",
        {"domainName": "example.com", "sources": sources, "certificateConfig": certificate},
        sources=pages,
    )
    redirect = {"ruleActions": [{"type": "Redirect", "redirectConfig": {"protocol": "HTTPS"}}]}
    functions = {
        "https": ("https_force", {"enable": "on"}),
        "tls": ("https_tls_version", {"tls10": "off", "tls11": "off", "tls12": "on"}),
        "private": ("l2_oss_key", {"private_oss_auth": "on"}),
        "scheme": ("forward_scheme", {"enable": "on", "scheme_origin": "https"}),
        "hsts": ("HSTS", {"enabled": "on", "https_hsts_max_age": "31536000"}),
    }
    return stack_of(
        public,
        https,
        http,
        domain,
        made(
            "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment",
            "ali-entry-group",
            {},
            loadBalancerId=public,
            securityGroupId=network["ali-door"],
        ),
        made("alicloud:alb/rule:Rule", "ali-redirect", redirect, listenerId=http),
        made("alicloud:cdn/realTimeLogDelivery:RealTimeLogDelivery", "ali-cdn-log", domain=domain),
        *(
            made(
                "alicloud:cdn/domainConfig:DomainConfig",
                f"ali-cdn-{purpose}",
                {
                    "functionName": function,
                    "functionArgs": [{"argName": key, "argValue": value} for key, value in arguments.items()],
                },
                domainName=domain,
            )
            for purpose, (function, arguments) in functions.items()
        ),
    )
