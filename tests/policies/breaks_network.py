"""How each rule about networks and load balancers is broken."""

from collections.abc import Mapping

from tests.policies.breaks import adding, linking, removing, setting
from tests.policies.building import GONE
from tests.policies.good_network import ANYWHERE

SAID = {"description": "Why this is open"}
SSH = {**SAID, "ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0}
HIGH = {**SAID, "ipProtocol": "tcp", "fromPort": 20000.0, "toPort": 20010.0}
EVERYTHING = {**SAID, "ipProtocol": "-1"}
EVERY_PORT = {**SAID, "ipProtocol": "tcp", "fromPort": 0.0, "toPort": 65535.0}
FROM_INSIDE = "10.0.0.0/16"

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
EITHER = "aws:ec2/securityGroupRule:SecurityGroupRule"


def old_spelling(entry: Mapping[str, object], cidr: str, direction: str) -> dict[str, object]:
    renamed = {("protocol" if name == "ipProtocol" else name): value for name, value in entry.items()}
    return {**renamed, "cidrBlocks": [cidr], "type": direction}


NETWORK = [
    removing("NET-01", "default"),
    setting("NET-01", "default", "ingress", [{"protocol": "-1", "self": True}]),
    setting("NET-01", "default", "egress", [{"protocol": "-1", "self": True}]),
    removing("NET-02", "flow"),
    setting("NET-02", "flow", "trafficType", "ACCEPT"),
    setting("NET-03", "private", "mapPublicIpOnLaunch", True),
    adding("NET-04", INGRESS, {"cidrIpv4": ANYWHERE, **HIGH}),
    adding("NET-04", INGRESS, {"cidrIpv6": "::/0", **HIGH}),
    adding("NET-04", INGRESS, {"cidrIpv4": "128.0.0.0/1", **HIGH}),
    adding("NET-04", EITHER, old_spelling(HIGH, ANYWHERE, "ingress")),
    setting("NET-04", "door", "ingress", [{"cidrBlocks": [ANYWHERE], **HIGH}]),
    linking("NET-04", "door-https", "securityGroupId", "room"),
    linking("NET-04", "door-old", "securityGroupId", "room"),
    setting("NET-04", "entry", "internal", True),
    adding("NET-05", INGRESS, {"cidrIpv4": ANYWHERE, **SSH}, "NET-04"),
    adding("NET-05", INGRESS, {"cidrIpv4": ANYWHERE, **SSH, "fromPort": 5400.0, "toPort": 5500.0}, "NET-04"),
    adding("NET-05", EITHER, old_spelling(SSH, ANYWHERE, "ingress"), "NET-04"),
    setting("NET-05", "door", "ingress", [{"cidrBlocks": [ANYWHERE], **SSH}], "NET-04"),
    adding("NET-06", INGRESS, {"cidrIpv4": FROM_INSIDE, **EVERYTHING}),
    adding("NET-06", INGRESS, {"cidrIpv4": FROM_INSIDE, **EVERY_PORT}),
    adding("NET-06", EITHER, old_spelling(EVERYTHING, FROM_INSIDE, "ingress")),
    setting("NET-06", "door", "ingress", [{"cidrBlocks": [FROM_INSIDE], "protocol": "-1"}]),
    adding("NET-07", EGRESS, {"cidrIpv4": ANYWHERE, **EVERYTHING}),
    adding("NET-07", EITHER, old_spelling(EVERYTHING, ANYWHERE, "egress")),
    setting("NET-07", "door", "egress", [{"cidrBlocks": [ANYWHERE], "protocol": "-1"}]),
    adding("NET-11", "aws:ec2/defaultVpc:DefaultVpc", {}),
    adding("NET-11", "aws:ec2/defaultSubnet:DefaultSubnet", {}),
    linking("NET-12", "service", "networkConfiguration", "public", "room", also=("EC-15",)),
    linking("NET-12", "service", "networkConfiguration", also=("EC-15",)),
    linking("NET-12", "job", "target", "public"),
]

LOAD_BALANCER = [
    setting("LB-01", "http", "defaultActions", [{"type": "forward"}]),
    setting("LB-01", "http", "defaultActions", [{"type": "redirect", "redirect": {"protocol": "HTTP"}}]),
    setting("LB-02", "https", "sslPolicy", "ELBSecurityPolicy-2016-08"),
    setting("LB-02", "https", "sslPolicy", GONE),
    setting("LB-03", "entry", "dropInvalidHeaderFields", False),
    setting("LB-03", "entry", "dropInvalidHeaderFields", GONE),
    setting("LB-04", "entry", "accessLogs.enabled", False, "X-11"),
    setting("LB-04", "entry", "accessLogs", GONE, "X-11"),
    setting("LB-05", "entry", "enableDeletionProtection", False),
    setting("LB-06", "entry", "subnets", ["subnet-1"]),
    setting("LB-07", "entry", "desyncMitigationMode", "monitor"),
]
