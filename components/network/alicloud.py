"""Network on Alibaba Cloud: a VPC with three tiers of vSwitches."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.network import addresses, alicloud_flow_log, alicloud_groups, alicloud_outbound, alicloud_switches
from components.network.contract import NetworkArgs, NetworkOutputs


def create(name: str, args: NetworkArgs, opts: pulumi.ResourceOptions) -> NetworkOutputs:
    """Create the network, closed but for its edges."""
    vpc = alicloud.vpc.Network(
        f"{name}-vpc",
        vpc_name=names.of(name, args.platform.args),
        cidr_block=args.spec.cidr,
        tags=args.platform.tags(name),
        opts=opts,
    )
    alicloud_flow_log.create(f"{name}-flow-log", args, vpc.id, opts)
    switches = alicloud_switches.create(name, args, vpc.id, opts)
    groups = alicloud_groups.create(name, args, vpc.id, opts)
    return NetworkOutputs(
        network_id=vpc.id,
        public_subnet_ids=[switch.id for switch in switches.public],
        app_subnet_ids=[switch.id for switch in switches.app],
        data_subnet_ids=[switch.id for switch in switches.data],
        zones=[switch.zone_id for switch in switches.app],
        security_group_ids={part: group.id for part, group in groups.items()},
        outbound=alicloud_outbound.create(name, args, switches, opts),
        ranges=addresses.plan(args.spec.cidr, args.spec.zones),
        namespace=_namespace(f"{name}-names", args, vpc.id, opts) if args.platform.args.private_names else None,
    )


def _namespace(
    name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the domain by which parts find one another, known inside this network only."""
    zone = alicloud.pvtz.Zone(
        name,
        zone_name=args.platform.namespace_domain,
        remark="Names of parts that other parts use",
        tags=args.platform.tags("network"),
        opts=opts,
    )
    bound = alicloud.pvtz.ZoneAttachment(
        f"{name}-in-network",
        zone_id=zone.id,
        vpcs=[{"vpc_id": vpc_id, "region_id": args.platform.args.region}],
        opts=opts,
    )
    return bound.zone_id
