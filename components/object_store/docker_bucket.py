"""The bucket itself, made and set by the S3 protocol's own client."""

import json
from typing import Any

import pulumi

from components.clouds.docker import images, once, scripts
from components.clouds.docker.container import Attachment, Box, Whose
from components.clouds.docker.once import Once
from components.object_store.contract import ObjectStoreArgs
from components.object_store.docker_accounts import Accounts
from components.object_store.docker_server import OWNER, PORT, REGION
from components.object_store.settings import MAX_AGE_SECONDS, admitted
from components.present import present

MEMORY = 256
"""MiB."""


def create(
    name: str,
    args: ObjectStoreArgs,
    bucket: str,
    accounts: Accounts,
    opts: pulumi.ResourceOptions,
) -> Once:
    """Make the bucket, and set it again when its settings or its users change; `opts` wait for the store."""
    part = name.removesuffix("-bucket")
    box = Box(
        image=images.pull(f"{name}-client", images.S3_CLIENT, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in present(args.network, "network").data_subnet_ids],
        entrypoint=["sh", "-c", scripts.text("prepare_bucket.sh")],
        variables={
            "AWS_ACCESS_KEY_ID": accounts.root.identifier,
            "AWS_SECRET_ACCESS_KEY": accounts.root.secret,
            "AWS_DEFAULT_REGION": REGION,
            "ENDPOINT": f"http://{part}.{args.platform.namespace_domain}:{PORT}",
            "HOME": "/tmp",
            "BUCKET": bucket,
            "VERSIONING": "Enabled" if args.spec.versioned else "Suspended",
            "CORS": _cors(args) if args.spec.cors else "",
            "POLICY": accounts.policy(bucket),
        },
        scratch={"/tmp": "rw,nosuid,nodev,mode=1777,size=16m"},
        memory=MEMORY,
        cpus=1,
        read_only=True,
    )
    return once.run(name, Whose(part=part, platform=args.platform), box, opts)


def _cors(args: ObjectStoreArgs) -> str:
    rule = admitted(args.spec.cors)
    written: dict[str, Any] = {
        "AllowedOrigins": rule["allowed_origins"],
        "AllowedMethods": rule["allowed_methods"],
        "AllowedHeaders": rule["allowed_headers"],
        "ExposeHeaders": rule["expose_headers"],
        "MaxAgeSeconds": MAX_AGE_SECONDS,
    }
    return json.dumps({"CORSRules": [written]})
