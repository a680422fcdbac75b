"""Flow log on Alibaba Cloud: who talked to whom, in a log store."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import logs, names
from components.network.contract import NetworkArgs

TRAFFIC = {"all": "All", "rejected": "Drop"}


def create(
    name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> alicloud.vpc.FlowLog:
    """Record the flows of the whole network."""
    records = logs.store(f"{name}-records", args.platform, opts)
    return alicloud.vpc.FlowLog(
        name,
        flow_log_name=names.of(name, args.platform.args),
        resource_type="VPC",
        resource_id=vpc_id,
        traffic_type=TRAFFIC[args.spec.flow_logs],
        project_name=records.project,
        log_store_name=records.name,
        tags=args.platform.tags("network"),
        opts=opts,
    )
