"""What Elastic Load Balancing refuses and answers."""

import re
from typing import Any

import pytest

from tests.simulator.builders import (
    BALANCER,
    GROUP,
    LISTENER,
    SUBNET,
    TARGET_GROUP,
    VPC,
    Network,
    balancer,
    forward,
    listener,
    target_group,
)
from tests.simulator.world import World

RULE = "aws:lb/listenerRule:ListenerRule"
REDIRECT = [{"type": "redirect", "redirect": {"protocol": "HTTPS", "statusCode": "HTTP_301", "port": "443"}}]


def test_a_load_balancer_answers_its_names(world: World, network: Network) -> None:
    made = balancer(world, network, name="web")
    suffix = made.properties["arnSuffix"]
    assert re.fullmatch(r"app/web/[0-9a-f]{16}", suffix)
    assert made.id == f"arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/{suffix}"
    assert re.fullmatch(r"web-\d+\.eu-central-1\.elb\.amazonaws\.com", made.properties["dnsName"])
    assert made.properties["zoneId"] == "Z215JYRZR1TBD5"
    assert made.properties["vpcId"] == network.vpc.id


def test_a_load_balancer_covers_two_zones(world: World, network: Network) -> None:
    assert world.refused(BALANCER, subnets=network.subnet_ids[:1]) == (
        "ValidationError: At least two subnets in two different Availability Zones must be specified"
    )
    third = world.make(SUBNET, "s", vpcId=network.vpc.id, cidrBlock="10.0.5.0/24", availabilityZone="eu-central-1a")
    assert world.refused(BALANCER, subnets=[*network.subnet_ids, third.id]) == (
        "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability "
        "Zone"
    )


def test_a_public_load_balancer_needs_a_gateway(world: World, network: Network) -> None:
    world.remove(network.gateway)
    assert (
        world.refused(BALANCER, subnets=network.subnet_ids)
        == f"InvalidSubnet: VPC {network.vpc.id} has no internet gateway"
    )
    made = world.make(BALANCER, "i", subnets=network.subnet_ids, internal=True)
    assert made.properties["dnsName"].startswith("internal-")


def test_security_groups_are_of_the_vpc(world: World, network: Network) -> None:
    elsewhere = world.make(GROUP, "g", vpcId=world.make(VPC, "other", cidrBlock="10.9.0.0/16").id)
    words = world.refused(BALANCER, subnets=network.subnet_ids, securityGroups=[elsewhere.id])
    assert words == (
        "InvalidConfigurationRequest: One or more security groups are invalid: "
        f"{elsewhere.id} are not in {network.vpc.id}"
    )


def test_names_have_32_characters_and_are_taken_once(world: World, network: Network) -> None:
    assert world.problems(BALANCER, name="x" * 33, subnets=network.subnet_ids) == [
        "name: must have at most 32 characters; got 33"
    ]
    balancer(world, network, name="web")
    assert world.refused(BALANCER, name="web", subnets=network.subnet_ids).startswith("DuplicateLoadBalancerName: ")
    target_group(world, network, name="api")


def test_a_protected_load_balancer_stays(world: World, network: Network) -> None:
    made = balancer(world, network, enableDeletionProtection=True)
    assert world.remove_refused(made) == (
        f"OperationNotPermitted: Load balancer '{made.id}' cannot be deleted because deletion protection is enabled"
    )


def test_what_a_load_balancer_uses_stays(world: World, network: Network) -> None:
    balancer(world, network)
    assert world.remove_refused(network.group).startswith("DependencyViolation")
    assert world.remove_refused(network.subnets[0]).startswith("DependencyViolation")


def test_a_listener_has_its_port_alone(world: World, network: Network) -> None:
    web, group = balancer(world, network), target_group(world, network)
    made = listener(world, web, group)
    assert re.fullmatch(f"{web.id.replace(':loadbalancer/', ':listener/')}/[0-9a-f]{{16}}", made.id)
    inputs = {"loadBalancerArn": web.id, "port": 80, "protocol": "HTTP", "defaultActions": REDIRECT}
    assert world.refused(LISTENER, **inputs) == (
        "DuplicateListener: A listener already exists on this port for this load balancer (80)"
    )


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"protocol": "HTTPS"}, "ValidationError: A certificate must be specified for HTTPS listeners"),
        (
            {"protocol": "HTTPS", "certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/nope"},
            "CertificateNotFound: Certificate 'arn:aws:acm:eu-central-1:123456789012:certificate/nope' not found",
        ),
        (
            {"protocol": "HTTP", "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
            "ValidationError: A listener of protocol HTTP takes neither a certificate nor an SSL policy",
        ),
    ],
)
def test_tls_and_certificates_go_together(world: World, network: Network, inputs: dict[str, Any], words: str) -> None:
    web = balancer(world, network)
    assert world.refused(LISTENER, loadBalancerArn=web.id, port=443, defaultActions=REDIRECT, **inputs) == words


def test_a_listener_needs_an_issued_certificate(world: World, network: Network) -> None:
    token = "aws:acm/certificate:Certificate"
    certificate = world.make(token, "c", domainName="app.example.com", validationMethod="DNS")
    web = balancer(world, network)
    inputs = {"loadBalancerArn": web.id, "port": 443, "protocol": "HTTPS", "defaultActions": REDIRECT}
    assert world.refused(LISTENER, **inputs, certificateArn=certificate.id).endswith("it is not issued yet")


def test_an_action_has_the_block_of_its_type(world: World) -> None:
    inputs = {
        "loadBalancerArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/b",
        "port": 80,
    }
    assert world.problems(LISTENER, **inputs, defaultActions=[{"type": "forward"}]) == [
        "defaultActions[0]: an action of type forward needs targetGroupArn or forward"
    ]
    both = [{**REDIRECT[0], "fixedResponse": {"contentType": "text/plain"}}]
    assert world.problems(LISTENER, **inputs, defaultActions=both) == [
        "defaultActions[0].fixedResponse: does not belong to an action of type redirect"
    ]


def test_a_target_group_in_use_stays(world: World, network: Network) -> None:
    group = target_group(world, network)
    made = listener(world, balancer(world, network), group)
    assert world.remove_refused(group) == (
        f"ResourceInUse: Target group '{group.id}' is currently in use by a listener or a rule ({made.id})"
    )
    world.remove(made)
    world.remove(group)


def test_a_target_group_serves_one_load_balancer(world: World, network: Network) -> None:
    group = target_group(world, network)
    listener(world, balancer(world, network), group)
    other = world.make(BALANCER, "other", subnets=network.subnet_ids)
    words = world.refused(LISTENER, loadBalancerArn=other.id, port=80, protocol="HTTP", defaultActions=forward(group))
    assert words == (
        "TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load "
        "balancer: "
        f"{group.id}"
    )


def test_a_rules_priority_is_its_own(world: World, network: Network) -> None:
    group = target_group(world, network)
    made = listener(world, balancer(world, network), group)
    paths = [{"pathPattern": {"values": ["/api/*"]}}]
    first = world.make(RULE, "r", listenerArn=made.id, actions=forward(group), conditions=paths, priority=10)
    assert first.id.startswith(made.id.replace(":listener/", ":listener-rule/"))
    assert world.refused(RULE, listenerArn=made.id, actions=forward(group), conditions=paths, priority=10) == (
        "PriorityInUse: Priority '10' is currently in use"
    )
    next_one = world.make(RULE, "n", listenerArn=made.id, actions=forward(group), conditions=paths)
    assert next_one.properties["priority"] == 11
    world.remove(made)
    assert world.cloud.find(RULE) == []


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"port": 80, "protocol": "HTTP"}, "vpcId: must be given unless targetType is lambda"),
        (
            {"healthCheck": {"protocol": "TCP", "path": "/"}, "port": 80, "protocol": "TCP", "vpcId": "v"},
            "healthCheck.path: cannot be given for health checks of protocol TCP",
        ),
        (
            {"healthCheck": {"interval": 5, "timeout": 5}, "port": 80, "protocol": "HTTP", "vpcId": "v"},
            "healthCheck.timeout: must be below the interval of 5 seconds; got 5",
        ),
    ],
)
def test_a_target_group_is_consistent(world: World, inputs: dict[str, Any], words: str) -> None:
    assert world.problems(TARGET_GROUP, **inputs) == [words]


def test_a_rule_compares_five_values_of_128_characters(world: World, network: Network) -> None:
    made = listener(world, balancer(world, network), target_group(world, network))
    answer = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}

    def refused(*values: str) -> str:
        conditions = [{"pathPattern": {"values": ["/a", "/a/*"]}}, {"hostHeader": {"values": list(values)}}]
        return world.refused(RULE, listenerArn=made.id, actions=[answer], conditions=conditions, priority=3)

    assert refused("a.x", "b.x", "c.x", "d.x") == "ValidationError: A rule can only have '5' condition values"
    assert refused("x" * 129) == "ValidationError: A condition value can be at most '128' characters long"
