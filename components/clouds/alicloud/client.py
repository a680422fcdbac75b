"""The client's address, as the entry tells it to the part that answers."""

from components.clouds.alicloud.route_rules import Action, insert
from components.container import Route
from components.gateway import Gateway

HEADER = "X-Real-IP"

BY_CDN = "ali-cdn-real-ip"
"""Where Alibaba Cloud CDN tells which address asked it (CDN user guide, "Modify outgoing request headers")."""

BY_ENTRY = "ClientSrcIp"
"""The address that asked the load balancer (ALB API, CreateRule)."""


def told(route: Route, gateway: Gateway) -> Action:
    """Replace whatever a client says of itself."""
    if through_cdn(route, gateway):
        return insert(1, HEADER, BY_CDN, "ReferenceHeader")
    return insert(1, HEADER, BY_ENTRY, "SystemDefined")


def through_cdn(route: Route, gateway: Gateway) -> bool:
    """With host names of its own, the entry answers every host only for what a CDN hands on."""
    return gateway.args.host is not None and route.host is None
