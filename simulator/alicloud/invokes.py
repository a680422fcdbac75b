"""The questions to Alibaba Cloud that programs ask."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from simulator.alicloud import certificates
from simulator.alicloud.account import ACCOUNT, FIREWALL, ROLES
from simulator.alicloud.places import regions, zones
from simulator.behaviour import Refusal
from simulator.cloud import Cloud
from simulator.package import Invoke

Arguments = Mapping[str, Any]


def account(_cloud: Cloud, _region: str, _arguments: Arguments) -> Mapping[str, Any]:
    """Whose account it is."""
    return {"id": ACCOUNT}


def caller(_cloud: Cloud, _region: str, _arguments: Arguments) -> Mapping[str, Any]:
    """Who asks."""
    return {
        "id": ACCOUNT,
        "accountId": ACCOUNT,
        "arn": f"acs:ram::{ACCOUNT}:user/simulator",
        "identityType": "RAMUser",
    }


def zones_of(_cloud: Cloud, region: str, _arguments: Arguments) -> Mapping[str, Any]:
    """The zones of the provider's region, as offered for every kind of resource."""
    if region not in regions():
        raise Refusal(f"InvalidRegionId.NotFound: there is no region {region}")
    names = zones(region)
    return {"id": region, "ids": names, "zones": [{"id": name, "localName": name, "zoneId": name} for name in names]}


def service(name: str) -> Callable[[Cloud, str, Arguments], Mapping[str, Any]]:
    """Whether a service is activated: in this account, every one is."""

    def answer(_cloud: Cloud, _region: str, arguments: Arguments) -> Mapping[str, Any]:
        return {**arguments, "id": f"{name}ServiceHasBeenOpened", "status": "Opened"}

    return answer


def roles(cloud: Cloud, _region: str, arguments: Arguments) -> Mapping[str, Any]:
    """The roles of the account whose names match."""
    made = [record.properties["roleName"] for record in cloud.find("alicloud:ram/role:Role")]
    pattern = re.compile(str(arguments.get("nameRegex") or ""))
    names = [name for name in (*ROLES, *made) if pattern.search(name)]
    rows = [{"name": name, "arn": f"acs:ram::{ACCOUNT}:role/{name.lower()}"} for name in names]
    return {**arguments, "id": "roles", "ids": names, "names": names, "roles": rows}


def firewalls(_cloud: Cloud, _region: str, arguments: Arguments) -> Mapping[str, Any]:
    """The account's Web Application Firewall 3.0, activated."""
    found = {"id": FIREWALL, "instanceId": FIREWALL, "createTime": "1767225600000", "status": "1"}
    return {**arguments, "id": "firewalls", "ids": [FIREWALL], "instances": [found]}


SERVICES = ("cdn", "fc", "kms", "log", "nas", "oss", "pvtz")
"""Services that tell whether they are activated."""

INVOKES: Mapping[str, Invoke] = {
    "alicloud:index/getAccount:getAccount": account,
    "alicloud:index/getCallerIdentity:getCallerIdentity": caller,
    "alicloud:index/getZones:getZones": zones_of,
    "alicloud:cas/getServiceCertificates:getServiceCertificates": certificates.listed,
    "alicloud:ram/getRoles:getRoles": roles,
    "alicloud:wafv3/getInstances:getInstances": firewalls,
    **{f"alicloud:{name}/getZones:getZones": zones_of for name in ("alb", "kvstore", "rds")},
    **{f"alicloud:{name}/getService:getService": service(name) for name in SERVICES},
    "alicloud:vpc/getFlowLogService:getFlowLogService": service("flowLog"),
}
