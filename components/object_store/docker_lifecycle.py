"""What a bucket keeps no longer: its store knows no such rules, so a container keeps them, every night."""

from dataclasses import replace

import pulumi

from components.clouds.docker import clock, container, scripts
from components.clouds.docker.container import Whose
from components.object_store import docker_client
from components.object_store.contract import ObjectStoreArgs, ObjectStoreSpec
from components.object_store.docker_accounts import Accounts
from components.present import present

SCHEDULE = "30 1 * * *"
"""UTC; a cloud looks once a day as well."""


def needed(spec: ObjectStoreSpec) -> bool:
    """Whether anything ever ends: objects by their age, or what was deleted and overwritten."""
    return spec.expire_days is not None or spec.versioned


def create(
    name: str, args: ObjectStoreArgs, bucket: pulumi.Input[str], accounts: Accounts, opts: pulumi.ResourceOptions
) -> None:
    """Run it beside the store, with an account that may list and delete; `bucket` is known when it is there."""
    part = name.removesuffix("-lifecycle")
    client = docker_client.box(name, part, args, bucket, present(accounts.keeper, "keeper"), opts)
    box = replace(
        client,
        entrypoint=["sh", "-c", scripts.text("cron.sh"), "cron"],
        command=["sh", "-c", scripts.text("expire_objects.sh")],
        variables={
            **client.variables,
            **clock.variables(SCHEDULE),
            "EXPIRE_DAYS": str(args.spec.expire_days or ""),
            "KEEP_VERSIONS_DAYS": str(args.spec.keep_versions_days),
        },
        cpus=0.5,
    )
    container.create(name, Whose(part=part, platform=args.platform), box, opts)
