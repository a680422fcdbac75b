"""ObjectStore on a Docker host: an S3-compatible gateway over a volume, for one bucket."""

import pulumi

from components import options
from components.clouds.docker import labels, once
from components.connection import Connection
from components.object_store import docker_accounts, docker_bucket, docker_lifecycle, docker_server
from components.object_store.contract import ObjectStoreArgs, ObjectStoreOutputs
from components.object_store.docker_accounts import Accounts
from components.object_store.docker_server import PORT, REGION


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions) -> ObjectStoreOutputs:
    """Create the store and the bucket; every part that uses it has an account of its own."""
    if args.spec.infrequent_after_days is not None:
        text = f"buckets.{name}.infrequent_after_days is not kept on a Docker host: see docs/parity.md"
        pulumi.log.warn(text, opts.parent)
    bucket = f"{labels.project(args.platform.args)}-{name}"
    host = f"{name}.{args.platform.namespace_domain}"
    accounts = docker_accounts.create(name, args, opts, keeps=docker_lifecycle.needed(args.spec))
    server = docker_server.create(name, args, host, accounts, opts)
    made = docker_bucket.create(f"{name}-bucket", args, bucket, accounts, options.after(opts, server))
    # Whoever is handed the bucket's name may rely on it: it is known when the bucket is there.
    there = once.after(made.done, bucket)
    if docker_lifecycle.needed(args.spec):
        docker_lifecycle.create(f"{name}-lifecycle", args, there, accounts, opts)
    values = {
        "bucket": there,
        "region": REGION,
        "endpoint": args.address or f"http://{host}:{PORT}",
        "internal_endpoint": f"http://{host}:{PORT}",
        "driver": "s3",
    }
    return ObjectStoreOutputs(
        connection=Connection(values=values, personal=_keys(accounts)),
        bucket=there,
        servers=[pulumi.Output.concat(server.name, f":{PORT}")],
        path=f"/{bucket}",
    )


def _keys(accounts: Accounts) -> dict[str, dict[str, pulumi.Input[str]]]:
    return {
        user: {
            "access_key_id": pulumi.Output.secret(account.identifier),
            "secret_access_key": pulumi.Output.secret(account.secret),
        }
        for user, account in accounts.users.items()
    }
