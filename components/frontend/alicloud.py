"""Frontend on Alibaba Cloud: files behind its CDN, or a rendering server; each loads only what it needs."""

import pulumi

from components.frontend.contract import FrontendArgs, FrontendOutputs, SsrArgs


def create(name: str, args: FrontendArgs, opts: pulumi.ResourceOptions) -> FrontendOutputs:
    """Create the frontend of the kind that `args` describe."""
    if not isinstance(args, SsrArgs):
        from components.frontend import alicloud_static

        return alicloud_static.create(name, args, opts)
    from components.clouds.alicloud import web_service

    running = web_service.create(name, args.spec, args, opts)
    return FrontendOutputs(
        url=None, bucket=None, service=running.service, log_group=running.log_group, image=running.image
    )
