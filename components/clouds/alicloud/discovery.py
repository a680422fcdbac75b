"""Private names: how other parts find a part's instances, through a load balancer inside the network."""

from dataclasses import replace

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import inside_ports, inside_requests
from components.clouds.alicloud.door import Door
from components.clouds.alicloud.rules import Peer, Rules, Way
from components.clouds.alicloud.servers import Whose
from components.present import present

RECORD_SECONDS = 60


def register(name: str, whose: Whose, opts: pulumi.ResourceOptions) -> Door:
    """Give a part its name `<name>.<application>-<stack>.internal`; whoever may open its ports is admitted.

    The balancer is a member of the part's own group: it may reach the instances because the group admits itself.
    """
    spec, network = whose.spec, whose.args.network
    group = network.security_group_ids[name]
    rules = Rules(name=f"{name}-inside", opts=opts)
    for port in (spec.port, *spec.private_ports.values()):
        way = Way(port=port, peer=Peer(group=group))
        rules.ingress(group, name, name, way)
        rules.egress(group, name, name, way)
    door = (inside_ports if spec.private_ports else inside_requests).create(name, group, whose, opts)
    record = alicloud.pvtz.ZoneRecord(
        f"{name}-name",
        zone_id=present(network.namespace, "namespace"),
        rr=name,
        type="CNAME",
        value=door.address,
        ttl=RECORD_SECONDS,
        opts=opts,
    )
    return replace(door, ready=[*door.ready, record])
