"""What all parts of a stack share on Alibaba Cloud: key, log project, contact group, bucket of access logs."""

import pulumi
import pulumi_alicloud as alicloud

from components.buckets import BucketSettings
from components.clouds.alicloud import alarm_policy, alarm_relay, bucket, certificate, contacts, key, logs, preflight
from components.platform import PlatformArgs, PlatformOutputs

PARTITION = "acs"
"""How every resource name of Alibaba Cloud begins."""


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> PlatformOutputs:
    """Look whether the account is ready, then create what the stack asks for; nothing here waits for a network."""
    preflight.check(opts)
    if args.budget is not None:
        pulumi.log.warn("budget: it is not kept on this cloud: see docs/parity.md")
    account = alicloud.get_account_output(opts=pulumi.InvokeOutputOptions(parent=opts.parent)).id
    return PlatformOutputs(
        key=key.create(f"{name}-key", args, opts).id,
        alarm_relay=alarm_relay.create(f"{name}-relay", args.webhook, args, opts) if args.webhook else None,
        alarm_policy=alarm_policy.create(f"{name}-alarms", args.webhook, args, opts) if args.webhook else None,
        alarm_target=contacts.create(f"{name}-alarms", args, opts),
        container_cluster=None,
        container_cluster_name=None,
        shell=_shell(args),
        shell_log=None,
        log_project=logs.project(f"{name}-logs", args, opts),
        namespace_domain=f"{args.application}-{args.stack}.internal",
        access_log_bucket=_access_logs(f"{name}-access-logs", args, opts),
        certificate=certificate.create(f"{name}-certificate", args, opts),
        account=account,
        partition=pulumi.Output.from_input(PARTITION),
    )


def _shell(args: PlatformArgs) -> pulumi.Output[str] | None:
    """Where a terminal opens; eci:ExecContainerCommand is a permission of people, not of containers."""
    if not args.containers or args.environment == "prod":
        return None
    command = (
        f"aliyun eci ExecContainerCommand --RegionId {args.region} --ContainerGroupId <instance> "
        "--ContainerName <part> --TTY true --Command '[\"/bin/sh\"]'"
    )
    return pulumi.Output.from_input(command)


def _access_logs(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str] | None:
    """Where OSS and the CDN write; the load balancer writes to Simple Log Service."""
    if not args.access_logs or args.access_log_sources <= {"entry"}:
        return None
    return bucket.create(name, BucketSettings.of_access_logs(args), args, opts).bucket
