"""ElastiCache replication groups and their groups."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.database import account_code
from simulator.aws.find import groups_outside, vpcs_of
from simulator.aws.places import zone_ids
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup"
PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
NODE = re.compile(r"^cache\.[a-z][a-z0-9]*\.(micro|small|medium|large|\d*xlarge)$")
TOKEN = re.compile(r"^[A-Za-z0-9!&#$^<>-]{16,128}$")
"""What an AUTH token may be (ElastiCache user guide, "Authenticating with the AUTH command")."""
FAMILIES = {
    "redis": ["redis2.6", "redis2.8", "redis3.2", "redis4.0", "redis5.0", "redis6.x", "redis7"],
    "valkey": ["valkey7", "valkey8"],
}
VERSIONS = {"redis": "7.1", "valkey": "8.1"}
"""The version that is taken when none is given (ElastiCache user guide, "Engine versions")."""
PATCH = {"7.1": "7.1.0", "7.0": "7.0.7", "6.2": "6.2.6", "6.x": "6.2.6", "8.0": "8.0.1", "8.1": "8.1.0", "7.2": "7.2.6"}
PORT = 6379
FOR_FAILOVER = 2
"""Nodes that automatic failover needs."""


def plan_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """What the provider itself refuses in the preview."""
    if inputs.get("multiAzEnabled") is True and inputs.get("automaticFailoverEnabled") is not True:
        yield "automaticFailoverEnabled: must be true if multiAzEnabled is true"
    nodes = inputs.get("numCacheClusters")
    if inputs.get("automaticFailoverEnabled") is True and isinstance(nodes, int) and nodes < FOR_FAILOVER:
        yield f"numCacheClusters: must be at least 2 if automaticFailoverEnabled is true; got {nodes}"
    strategy, token = inputs.get("authTokenUpdateStrategy"), inputs.get("authToken") or inputs.get("authTokenWo")
    if strategy == "DELETE" and token:
        yield "authToken: must be left out if authTokenUpdateStrategy is DELETE"
    if strategy in ("SET", "ROTATE") and not token:
        yield f"authToken: must be given if authTokenUpdateStrategy is {strategy}"


def fits(call: Call) -> None:
    """Node type, token, version and parameter group go together."""
    node = call.inputs.get("nodeType")
    if not node or not NODE.match(node):
        raise Refusal(
            f"InvalidParameterValue: The cache node type {node or ''} is invalid: give one such as cache.t4g.micro"
        )
    token = call.inputs.get("authToken") or call.inputs.get("authTokenWo")
    if token and not call.inputs.get("transitEncryptionEnabled"):
        raise Refusal(
            "InvalidParameterCombination: The AUTH token is only supported when encryption-in-transit is enabled"
        )
    if token and not TOKEN.match(token):
        raise Refusal(
            "InvalidParameterValue: Invalid AuthToken provided. It must have 16 to 128 printable characters; "
            "of the special ones only ! & # $ ^ < > - are allowed."
        )
    engine = call.get("engine", "redis")
    family = family_of(engine, str(call.get("engineVersion", VERSIONS[engine])))
    group = by_id(call, PARAMETERS, call.inputs.get("parameterGroupName"))
    if group and group.properties["family"] != family:
        raise Refusal(
            f"InvalidParameterCombination: Expected a parameter group of family {family}, but found one of family "
            f"{group.properties['family']}"
        )
    subnets = by_id(call, SUBNETS, call.inputs.get("subnetGroupName"))
    vpcs = vpcs_of(call, subnets.properties["subnetIds"]) if subnets else set()
    outside = groups_outside(call, call.inputs.get("securityGroupIds") or [], vpcs) if subnets else []
    if outside:
        raise Refusal(
            f"InvalidParameterValue: Security groups {', '.join(outside)} are not in the VPC of the cache subnet group"
        )


def logs_exist(call: Call) -> None:
    """Logs go to a log group that exists."""
    for delivery in call.inputs.get("logDeliveryConfigurations") or ():
        name = delivery.get("destination")
        if delivery.get("destinationType") == "cloudwatch-logs" and not by_id(
            call, "aws:cloudwatch/logGroup:LogGroup", name
        ):
            raise Refusal(f"InvalidParameterValue: Destination is invalid: the log group {name} does not exist")


def family_of(engine: str, version: str) -> str:
    """The parameter group family of a version."""
    major, _, minor = version.partition(".")
    if engine == "valkey" or int(major) >= 7:
        return f"{engine}{major}"
    return "redis6.x" if major == "6" else f"redis{major}.{minor.partition('.')[0]}"


def answer(call: Call) -> Mapping[str, Any]:
    """A group's nodes and addresses."""
    name, engine = call.outputs["replicationGroupId"], call.get("engine", "redis")
    version = str(call.get("engineVersion", VERSIONS[engine]))
    nodes = call.get("numCacheClusters", 1)
    place = zone_ids(call.region)[0].partition("-")[0]
    code = account_code(call.region)[:6]
    encrypted, sharded = (
        bool(call.inputs.get("transitEncryptionEnabled")),
        call.get("clusterMode") == "enabled" or call.get("numNodeGroups", 1) > 1,
    )
    endpoints = {role: address(name, role, code, place, encrypted) for role in ("master", "replica", "clustercfg")}
    return {
        "engineVersion": version,
        "engineVersionActual": PATCH.get(version, version),
        "numCacheClusters": nodes,
        "memberClusters": [f"{name}-{number:03}" for number in range(1, nodes + 1)],
        "clusterEnabled": sharded,
        "primaryEndpointAddress": "" if sharded else endpoints["master"],
        "readerEndpointAddress": "" if sharded else endpoints["replica"],
        "configurationEndpointAddress": endpoints["clustercfg"] if sharded else "",
        "parameterGroupName": call.get("parameterGroupName", f"default.{family_of(engine, version)}"),
        "atRestEncryptionEnabled": call.get("atRestEncryptionEnabled", engine == "valkey"),
        "transitEncryptionMode": call.get("transitEncryptionMode", "required" if encrypted else ""),
    }


def address(name: str, role: str, code: str, place: str, encrypted: bool) -> str:
    """An endpoint's name: with TLS the role comes first, without it the number of the group."""
    if encrypted:
        return f"{role}.{name}.{code}.{place}.cache.amazonaws.com"
    middle = {"master": "ng.0001", "replica": "ro.ng.0001", "clustercfg": "clustercfg"}[role]
    return f"{name}.{code}.{middle}.{place}.cache.amazonaws.com"


def further_replaces(was: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    """A downgrade replaces, and so does any change of engine but redis to valkey."""
    if wanted.get("engine") and (was.get("engine"), wanted["engine"]) != ("redis", "valkey"):
        yield "engine"
    elif (
        wanted.get("engineVersion")
        and was.get("engineVersion")
        and older(str(wanted["engineVersion"]), str(was["engineVersion"]))
    ):
        yield "engineVersion"
    if not older("7.0.4", str(was.get("engineVersionActual") or "7.1")):
        yield "transitEncryptionEnabled"


def older(version: str, than: str) -> bool:
    """Whether a version is before another."""
    parts = [[int(part) if part.isdigit() else 0 for part in each.split(".")] for each in (version, than)]
    return parts[0] < parts[1]


def family_known(call: Call) -> None:
    """A parameter group's family is one there is."""
    families = [family for row in FAMILIES.values() for family in row]
    if call.inputs["family"] not in families:
        raise Refusal(
            f"InvalidParameterValue: CacheParameterGroupFamily {call.inputs['family']} is not a valid parameter group "
            f"family; there are {', '.join(families)}"
        )


def group_answer(call: Call) -> Mapping[str, Any]:
    """The VPC of a subnet group."""
    return {"vpcId": next(iter(vpcs_of(call, call.inputs["subnetIds"])), "")}


BEHAVIOURS = {
    GROUP: Behaviour(
        check=plan_rules, create=(fits, logs_exist), update=(fits, logs_exist), answer=answer, replaces=further_replaces
    ),
    SUBNETS: Behaviour(answer=group_answer),
    PARAMETERS: Behaviour(create=(family_known,)),
}
