"""Load balancers, target groups, listeners and rules."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.certificates import is_issued
from simulator.aws.find import GATEWAY, by_arn, groups_outside, held, vpcs_of, zones_of
from simulator.aws.places import hosted_zone
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT
from simulator.find import by
from simulator.references import values_at

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"
LISTENER = "aws:lb/listener:Listener"
RULE = "aws:lb/listenerRule:ListenerRule"
FEWEST_ZONES = 2
DEFAULT_TLS = "ELBSecurityPolicy-2016-08"
"""The policy a TLS listener gets when none is named (Application Load Balancers guide, "Security policies")."""
SHAPES = {"application": "app", "network": "net", "gateway": "gwy"}
BLOCKS = {
    "forward": ("targetGroupArn", "forward"),
    "redirect": ("redirect",),
    "fixed-response": ("fixedResponse",),
    "authenticate-oidc": ("authenticateOidc",),
    "authenticate-cognito": ("authenticateCognito",),
}
"""An action's type and the inputs that may describe it."""
TARGETS = (("targetGroupArn",), ("forward", "targetGroups", "arn"))
"""Where an action names its target groups."""
VALUES = ("hostHeader", "httpHeader", "httpRequestMethod", "pathPattern", "sourceIp")
MOST_VALUES, LONGEST_VALUE = 5, 128
"""Of a rule's conditions together, and in characters (Application Load Balancers guide, "Condition types")."""
CHECKS = {
    "healthCheck": {
        "enabled": True,
        "healthyThreshold": 3,
        "interval": 30,
        "matcher": "200",
        "path": "/",
        "port": "traffic-port",
        "protocol": "HTTP",
        "timeout": 5,
        "unhealthyThreshold": 3,
    }
}
"""The health check of a target group that names none (ELB API, CreateTargetGroup)."""


def balancer_fits(call: Call) -> None:
    """An application load balancer covers two zones of one VPC, which has a gateway when the balancer is public."""
    subnets = call.inputs.get("subnets") or list(values_at(call.inputs, ("subnetMappings", "subnetId")))
    kind = call.inputs.get("loadBalancerType", "application")
    if not subnets:
        raise Refusal("ValidationError: At least one subnet must be specified")
    if kind == "application" and len(zones_of(call, subnets)) < FEWEST_ZONES:
        raise Refusal("ValidationError: At least two subnets in two different Availability Zones must be specified")
    if len(zones_of(call, subnets)) < len(subnets):
        raise Refusal(
            "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same "
            "Availability Zone"
        )
    vpcs = vpcs_of(call, subnets)
    if len(vpcs) > 1:
        raise Refusal("InvalidConfigurationRequest: The subnets of a load balancer must be in one VPC")
    [vpc] = vpcs
    if not call.inputs.get("internal") and not by(call, GATEWAY, call.region, vpcId=vpc):
        raise Refusal(f"InvalidSubnet: VPC {vpc} has no internet gateway")
    outside = groups_outside(call, call.inputs.get("securityGroups") or [], vpcs)
    if outside:
        raise Refusal(
            f"InvalidConfigurationRequest: One or more security groups are invalid: {', '.join(outside)} are not in "
            f"{vpc}"
        )
    if call.inputs.get("name", "").startswith("internal-"):
        raise Refusal("ValidationError: The load balancer name cannot begin with 'internal-'")


def balancer_answer(call: Call) -> Mapping[str, Any]:
    """A load balancer's ARN and DNS name."""
    subnets = call.inputs.get("subnets") or list(values_at(call.inputs, ("subnetMappings", "subnetId")))
    if call.old:
        return {}
    name, kind = call.inputs["name"], call.inputs.get("loadBalancerType", "application")
    suffix = f"{SHAPES[kind]}/{name}/{secrets.token_hex(8)}"
    prefix = f"arn:{call.partition}:elasticloadbalancing:{call.region}:{ACCOUNT}"
    number = secrets.randbelow(10**10)
    scheme = "internal-" if call.inputs.get("internal") else ""
    host = f"{scheme}{name}-{number}.{call.region}.elb.amazonaws.com".lower()
    return {
        "id": f"{prefix}:loadbalancer/{suffix}",
        "arn": f"{prefix}:loadbalancer/{suffix}",
        "arnSuffix": suffix,
        "dnsName": host,
        "zoneId": hosted_zone(call.region, "load_balancers"),
        "vpcId": next(iter(vpcs_of(call, subnets)), ""),
    }


def unprotected(call: Call) -> None:
    """A protected load balancer stays."""
    if held(call).get("enableDeletionProtection"):
        raise Refusal(
            f"OperationNotPermitted: Load balancer '{call.id}' cannot be deleted because deletion protection is enabled"
        )


def target_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """What the provider refuses of a target group in the preview."""
    kind, health = inputs.get("targetType", "instance"), inputs.get("healthCheck") or {}
    for name in ("port", "protocol", "vpcId") if kind != "lambda" else ():
        if inputs.get(name) is None:
            yield f"{name}: must be given unless targetType is lambda"
    if health.get("protocol") == "TCP":
        yield from (
            f"healthCheck.{name}: cannot be given for health checks of protocol TCP"
            for name in ("path", "matcher")
            if health.get(name)
        )
        if inputs.get("protocol") in ("HTTP", "HTTPS") or kind == "lambda":
            yield f"healthCheck.protocol: cannot be TCP for a target group of protocol {inputs.get('protocol')}"
    interval, timeout = health.get("interval"), health.get("timeout")
    if isinstance(interval, int) and isinstance(timeout, int) and timeout >= interval:
        yield f"healthCheck.timeout: must be below the interval of {interval} seconds; got {timeout}"


def target_answer(call: Call) -> Mapping[str, Any]:
    """A target group's health check, filled up."""
    given = call.inputs.get("healthCheck") or {}
    return {"healthCheck": {**CHECKS["healthCheck"], **given}}


def action_rules(actions: str) -> Any:
    """A check: every action has the block that its type needs, and no other."""

    def check(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
        for index, action in enumerate(inputs.get(actions) or ()):
            wanted = BLOCKS.get(action.get("type") if isinstance(action, dict) else "", ())
            given = [name for names in BLOCKS.values() for name in names if action.get(name)]
            if wanted and not set(wanted) & set(given):
                yield f"{actions}[{index}]: an action of type {action['type']} needs {' or '.join(wanted)}"
            for name in sorted(set(given) - set(wanted)) if wanted else ():
                yield f"{actions}[{index}].{name}: does not belong to an action of type {action['type']}"

    return check


def listener_fits(call: Call) -> None:
    """A listener has a port of its own, a certificate for TLS, and targets in its balancer's VPC."""
    balancer = by_arn(call, BALANCER, call.inputs["loadBalancerArn"])
    for other in call.find(LISTENER, loadBalancerArn=call.inputs["loadBalancerArn"], port=call.inputs.get("port")):
        if other.id != call.id:
            raise Refusal(
                "DuplicateListener: A listener already exists on this port for this load balancer "
                f"({call.inputs.get('port')})"
            )
    protocol, certificate = call.get("protocol", "HTTP"), call.inputs.get("certificateArn")
    secure = protocol in ("HTTPS", "TLS")
    if secure and not certificate:
        raise Refusal(f"ValidationError: A certificate must be specified for {protocol} listeners")
    if not secure and (certificate or call.inputs.get("sslPolicy")):
        raise Refusal(
            f"ValidationError: A listener of protocol {protocol} takes neither a certificate nor an SSL policy"
        )
    if certificate and not is_issued(call, certificate):
        raise Refusal(
            f"UnsupportedCertificate: The certificate '{certificate}' must have a fully-qualified domain name, a "
            "supported signature, and a supported key size: it is not issued yet"
        )
    targets_fit(call, "defaultActions", balancer.properties if balancer else {})


def rule_fits(call: Call) -> None:
    """A rule has conditions, and targets in its balancer's VPC."""
    listener = by_arn(call, LISTENER, call.inputs["listenerArn"])
    balancer = by_arn(call, BALANCER, listener.properties["loadBalancerArn"]) if listener else None
    for index, condition in enumerate(call.inputs.get("conditions") or ()):
        if len([name for name, value in condition.items() if value]) != 1:
            raise Refusal(f"ValidationError: condition {index} must have exactly one of its blocks")
    values = [value for kind in VALUES for value in values_at(call.inputs, ("conditions", kind, "values"))]
    if len(values) > MOST_VALUES:
        raise Refusal(f"ValidationError: A rule can only have '{MOST_VALUES}' condition values")
    if any(len(value) > LONGEST_VALUE for value in values):
        raise Refusal(f"ValidationError: A condition value can be at most '{LONGEST_VALUE}' characters long")
    targets_fit(call, "actions", balancer.properties if balancer else {})


def targets_fit(call: Call, actions: str, balancer: Mapping[str, Any]) -> None:
    """Target groups are in the balancer's VPC and serve no other balancer."""
    for path in TARGETS:
        for arn in values_at(call.inputs, (actions, *path)):
            group = by_arn(call, TARGET_GROUP, arn)
            if group and balancer and group.properties.get("vpcId") not in (None, balancer.get("vpcId")):
                raise Refusal(f"ValidationError: The target group '{arn}' is not in the VPC of the load balancer")
            other = balancer_of(call, arn)
            if other and balancer and other != balancer.get("arn"):
                raise Refusal(
                    "TargetGroupAssociationLimit: The following target groups cannot be associated with more than "
                    f"one load balancer: {arn}"
                )


def balancer_of(call: Call, group: str) -> str | None:
    """The load balancer whose listener or rule sends to a target group."""
    for listener in call.find(LISTENER):
        if any(group == arn for path in TARGETS for arn in values_at(listener.properties, ("defaultActions", *path))):
            return str(listener.properties["loadBalancerArn"])
    for rule in call.find(RULE):
        if any(group == arn for path in TARGETS for arn in values_at(rule.properties, ("actions", *path))):
            listener = by_arn(call, LISTENER, rule.properties["listenerArn"])
            return str(listener.properties["loadBalancerArn"]) if listener else None
    return None


def listener_answer(call: Call) -> Mapping[str, Any]:
    """A listener's ARN, below its balancer's."""
    secure = call.get("protocol", "HTTP") in ("HTTPS", "TLS")
    known = {"sslPolicy": call.get("sslPolicy", DEFAULT_TLS) if secure else ""}
    if call.old:
        return known
    arn = f"{call.inputs['loadBalancerArn'].replace(':loadbalancer/', ':listener/')}/{secrets.token_hex(8)}"
    return {**known, "arn": arn, "id": arn}


def rule_answer(call: Call) -> Mapping[str, Any]:
    """A rule's ARN, below its listener's, and its place in the order."""
    taken = [rule.properties.get("priority", 0) for rule in call.find(RULE, listenerArn=call.inputs["listenerArn"])]
    known = {"priority": call.get("priority", max(taken, default=0) + 1)}
    if call.old:
        return known
    arn = f"{call.inputs['listenerArn'].replace(':listener/', ':listener-rule/')}/{secrets.token_hex(8)}"
    return {**known, "arn": arn, "id": arn}


def rules_go(call: Call) -> None:
    """A listener's rules go with it."""
    for rule in call.find(RULE, listenerArn=call.id):
        call.cloud.remove(rule)


def listeners_go(call: Call) -> None:
    """A balancer's listeners and their rules go with it."""
    for listener in call.find(LISTENER, loadBalancerArn=call.id):
        for rule in call.find(RULE, listenerArn=listener.id):
            call.cloud.remove(rule)
        call.cloud.remove(listener)


BEHAVIOURS = {
    BALANCER: Behaviour(
        create=(balancer_fits,),
        update=(balancer_fits,),
        delete=(unprotected,),
        answer=balancer_answer,
        gone=listeners_go,
    ),
    TARGET_GROUP: Behaviour(check=target_rules, answer=target_answer),
    LISTENER: Behaviour(
        check=action_rules("defaultActions"),
        create=(listener_fits,),
        update=(listener_fits,),
        answer=listener_answer,
        gone=rules_go,
    ),
    RULE: Behaviour(check=action_rules("actions"), create=(rule_fits,), update=(rule_fits,), answer=rule_answer),
}
