"""The bucket itself, made and set by the S3 protocol's own client."""

import json
from dataclasses import replace
from typing import Any

import pulumi

from components.clouds.docker import once, scripts
from components.clouds.docker.container import Whose
from components.clouds.docker.once import Once
from components.object_store import docker_client
from components.object_store.contract import ObjectStoreArgs
from components.object_store.docker_accounts import Accounts
from components.object_store.settings import MAX_AGE_SECONDS, admitted


def create(
    name: str,
    args: ObjectStoreArgs,
    bucket: str,
    accounts: Accounts,
    opts: pulumi.ResourceOptions,
) -> Once:
    """Make the bucket, and set it again when its settings or its users change; `opts` wait for the store."""
    part = name.removesuffix("-bucket")
    client = docker_client.box(name, part, args, bucket, accounts.root, opts)
    box = replace(
        client,
        entrypoint=["sh", "-c", scripts.text("prepare_bucket.sh")],
        variables={
            **client.variables,
            "VERSIONING": "Enabled" if args.spec.versioned else "Suspended",
            "CORS": _cors(args) if args.spec.cors else "",
            "POLICY": accounts.policy(bucket),
        },
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
