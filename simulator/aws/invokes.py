"""The questions to AWS that programs ask."""

import base64
from collections.abc import Mapping
from typing import Any

from simulator.aws.domain_names import find_zone, owned_zone
from simulator.aws.places import prefix_lists, regions, zone_ids, zones
from simulator.behaviour import Refusal
from simulator.cloud import ACCOUNT, Cloud
from simulator.package import Invoke

Arguments = Mapping[str, Any]


def availability_zones(_cloud: Cloud, region: str, arguments: Arguments) -> Mapping[str, Any]:
    """The zones of a region."""
    region = arguments.get("region") or region
    names = [name for name in zones(region) if name not in (arguments.get("excludeNames") or ())]
    ids = dict(zip(zones(region), zone_ids(region), strict=True))
    return {
        **arguments,
        "id": region,
        "region": region,
        "names": names,
        "zoneIds": [ids[name] for name in names],
        "groupNames": [region],
    }


def caller(_cloud: Cloud, _region: str, _arguments: Arguments) -> Mapping[str, Any]:
    """Who asks."""
    return {
        "id": ACCOUNT,
        "accountId": ACCOUNT,
        "arn": f"arn:aws:iam::{ACCOUNT}:user/simulator",
        "userId": "AIDASIMULATOR0000001",
    }


def partition(_cloud: Cloud, region: str, _arguments: Arguments) -> Mapping[str, Any]:
    """The part of AWS that a region belongs to."""
    china = region.startswith("cn-")
    suffix = "amazonaws.com.cn" if china else "amazonaws.com"
    name = "aws-cn" if china else "aws"
    return {
        "id": name,
        "partition": name,
        "dnsSuffix": suffix,
        "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
    }


def region_of(_cloud: Cloud, region: str, arguments: Arguments) -> Mapping[str, Any]:
    """The provider's region, or facts of another."""
    name = arguments.get("region") or arguments.get("name") or region
    if name not in regions():
        raise Refusal(f"there is no region {name}; there are {', '.join(regions())}")
    return {"id": name, "region": name, "name": name, "description": name, "endpoint": f"ec2.{name}.amazonaws.com"}


def zone(cloud: Cloud, _region: str, arguments: Arguments) -> Mapping[str, Any]:
    """A hosted zone by name or id; the simulated account has every zone that is asked for by name."""
    name, id_ = arguments.get("name"), str(arguments.get("zoneId") or "")
    record = owned_zone(cloud, str(name)) if name else find_zone(cloud, id_)
    if record is None:
        raise Refusal(f"no matching Route 53 Hosted Zone found: {id_ or 'neither name nor zoneId is given'}")
    known = record.properties
    servers = known["nameServers"]
    return {
        "arn": known["arn"],
        "callerReference": "",
        "comment": known.get("comment", ""),
        "enableAcceleratedRecovery": False,
        "id": record.id,
        "linkedServiceDescription": "",
        "linkedServicePrincipal": "",
        "name": known["name"],
        "nameServers": servers,
        "primaryNameServer": servers[0],
        "privateZone": False,
        "resourceRecordSetCount": 2,
        "tags": known.get("tags") or {},
        "vpcId": "",
        "zoneId": record.id,
    }


def prefix_list(_cloud: Cloud, region: str, arguments: Arguments) -> Mapping[str, Any]:
    """One of AWS's own prefix lists, by name or id."""
    region = arguments.get("region") or region
    lists = prefix_lists(region)
    names = [
        each.get("values") or [] for each in arguments.get("filters") or () if each.get("name") == "prefix-list-name"
    ]
    wanted = arguments.get("name") or next((name for values in names for name in values), None)
    ids = {id_: name for name, id_ in lists.items()}
    id_ = arguments.get("id") or arguments.get("prefixListId") or lists.get(str(wanted))
    if id_ not in ids:
        raise Refusal(f"no matching prefix list found: {wanted or id_}; there are {', '.join(lists)}")
    arn = f"arn:aws:ec2:{region}:aws:prefix-list/{id_}"
    return {
        "addressFamily": "IPv4",
        "arn": arn,
        "cidrBlocks": [],
        "entries": [],
        "id": id_,
        "maxEntries": 55,
        "name": ids[id_],
        "ownerId": "AWS",
        "prefixListId": id_,
        "region": region,
        "tags": {},
        "version": 1,
    }


def registry_token(_cloud: Cloud, region: str, arguments: Arguments) -> Mapping[str, Any]:
    """How to log in to the image registry; the password is recognisably none."""
    region = arguments.get("region") or region
    name, password = "AWS", "simulated-registry-password"
    return {
        "authorizationToken": base64.b64encode(f"{name}:{password}".encode()).decode(),
        "expiresAt": "2030-01-01T00:00:00Z",
        "id": region,
        "password": password,
        "proxyEndpoint": f"https://{ACCOUNT}.dkr.ecr.{region}.amazonaws.com",
        "region": region,
        "userName": name,
    }


INVOKES: Mapping[str, Invoke] = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": availability_zones,
    "aws:index/getCallerIdentity:getCallerIdentity": caller,
    "aws:index/getPartition:getPartition": partition,
    "aws:index/getRegion:getRegion": region_of,
    "aws:route53/getZone:getZone": zone,
    "aws:ec2/getPrefixList:getPrefixList": prefix_list,
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": prefix_list,
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": registry_token,
}
