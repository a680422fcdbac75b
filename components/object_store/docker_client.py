"""The S3 protocol's own client beside a bucket's store."""

import pulumi

from components.clouds.docker import images
from components.clouds.docker.container import Attachment, Box
from components.object_store.contract import ObjectStoreArgs
from components.object_store.docker_accounts import Account
from components.object_store.docker_server import OWNER, PORT, REGION
from components.present import present

MEMORY = 256
"""MiB."""


def box(
    name: str,
    part: str,
    args: ObjectStoreArgs,
    bucket: pulumi.Input[str],
    account: Account,
    opts: pulumi.ResourceOptions,
) -> Box:
    """What it is as one of the store's accounts, whatever it is to do with the bucket."""
    return Box(
        image=images.pull(f"{name}-client", images.S3_CLIENT, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in present(args.network, "network").data_subnet_ids],
        variables={
            "AWS_ACCESS_KEY_ID": account.identifier,
            "AWS_SECRET_ACCESS_KEY": account.secret,
            "AWS_DEFAULT_REGION": REGION,
            "ENDPOINT": f"http://{part}.{args.platform.namespace_domain}:{PORT}",
            "HOME": "/tmp",
            "BUCKET": bucket,
        },
        scratch={"/tmp": "rw,nosuid,nodev,mode=1777,size=16m"},
        memory=MEMORY,
        cpus=1,
        read_only=True,
    )
