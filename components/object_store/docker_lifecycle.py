"""What a bucket keeps no longer: its store knows no such rules, so a container keeps them, every night."""

import pulumi

from components.clouds.docker import clock, container, images, scripts
from components.clouds.docker.container import Attachment, Box, Whose
from components.object_store.contract import ObjectStoreArgs, ObjectStoreSpec
from components.object_store.docker_accounts import Accounts
from components.object_store.docker_server import OWNER, PORT, REGION
from components.present import present

SCHEDULE = "30 1 * * *"
"""UTC; a cloud looks once a day as well."""

MEMORY = 256
"""MiB."""


def needed(spec: ObjectStoreSpec) -> bool:
    """Whether anything ever ends: objects by their age, or what was deleted and overwritten."""
    return spec.expire_days is not None or spec.versioned


def create(
    name: str, args: ObjectStoreArgs, bucket: pulumi.Input[str], accounts: Accounts, opts: pulumi.ResourceOptions
) -> None:
    """Run it beside the store, with an account that may list and delete; `bucket` is known when it is there."""
    keeper = present(accounts.keeper, "keeper")
    part = name.removesuffix("-lifecycle")
    box = Box(
        image=images.pull(f"{name}-client", images.S3_CLIENT, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in present(args.network, "network").data_subnet_ids],
        entrypoint=["sh", "-c", scripts.text("cron.sh"), "cron"],
        command=["sh", "-c", scripts.text("expire_objects.sh")],
        variables={
            **clock.variables(SCHEDULE),
            "AWS_ACCESS_KEY_ID": keeper.identifier,
            "AWS_SECRET_ACCESS_KEY": keeper.secret,
            "AWS_DEFAULT_REGION": REGION,
            "ENDPOINT": f"http://{part}.{args.platform.namespace_domain}:{PORT}",
            "HOME": "/tmp",
            "BUCKET": bucket,
            "EXPIRE_DAYS": str(args.spec.expire_days or ""),
            "KEEP_VERSIONS_DAYS": str(args.spec.keep_versions_days),
        },
        scratch={"/tmp": "rw,nosuid,nodev,mode=1777,size=16m"},
        memory=MEMORY,
        cpus=0.5,
        read_only=True,
    )
    container.create(name, Whose(part=part, platform=args.platform), box, opts)
