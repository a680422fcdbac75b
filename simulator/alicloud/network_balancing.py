"""Network Load Balancers, and scaling groups whose instances they reach."""

from simulator.alicloud.containers import MEMBERSHIP, group_active
from simulator.alicloud.load_balancing import NAME, NAMING, balancer_protected, zones_fit
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

BALANCER = "alicloud:nlb/loadBalancer:LoadBalancer"
SERVERS = "alicloud:nlb/serverGroup:ServerGroup"
LISTENER = "alicloud:nlb/listener:Listener"
KINDS = {"NLB": SERVERS, "ALB": "alicloud:alb/serverGroup:ServerGroup"}
PROTOCOLS = {"TCP": ("TCP",), "UDP": ("UDP",), "TCPSSL": ("TCP", "TCPSSL")}
"""A listener's protocol -> those of server groups that go with it (NLB user guide, "Overview of server groups")."""


def servers_named(call: Call) -> None:
    """A server group's name is of its form."""
    name = call.inputs["serverGroupName"]
    if not NAME.match(name):
        raise Refusal(f"IllegalParam.ServerGroupName: a server group's name has {NAMING}; got {name}")


def listener_fits(call: Call) -> None:
    """A listener leads to servers that speak its protocol, in the network of its balancer."""
    balancer = by_id(call, BALANCER, call.inputs["loadBalancerId"])
    servers = by_id(call, SERVERS, call.inputs["serverGroupId"])
    if servers is None or balancer is None:
        return
    spoken, protocol = servers.properties.get("protocol"), call.inputs["listenerProtocol"]
    if spoken not in PROTOCOLS[protocol]:
        raise Refusal(f"Mismatch.Protocol: a listener of {protocol} leads to no server group of {spoken}")
    if servers.properties["vpcId"] != balancer.properties["vpcId"]:
        raise Refusal(f"Mismatch.VpcId: the server group {servers.id} and the load balancer are in different VPCs")


def kind_fits(call: Call) -> None:
    """A scaling group joins a server group of the kind it names, on a port."""
    kind, group = call.inputs["type"], call.inputs["serverGroupId"]
    if kind in KINDS and by_id(call, KINDS[kind], group) is None:
        raise Refusal(f"InvalidServerGroupId.NotFound: The specified server group is none of {kind}: {group}")
    if kind in KINDS and (call.inputs.get("port") is None or call.inputs.get("weight") is None):
        raise Refusal(f"MissingParameter: a server group of {kind} needs port and weight")


def never_changed(_call: Call) -> None:
    """The provider has no way to change a membership."""
    raise Refusal("server_group_attachment not support modify operation")


BEHAVIOURS = {
    BALANCER: Behaviour(create=(zones_fit,), update=(zones_fit,), delete=(balancer_protected,)),
    SERVERS: Behaviour(create=(servers_named,), update=(servers_named,)),
    LISTENER: Behaviour(create=(listener_fits,), update=(listener_fits,)),
    MEMBERSHIP: Behaviour(create=(group_active, kind_fits), update=(never_changed,)),
}
