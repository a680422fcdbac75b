"""The gateway that speaks S3 over a volume."""

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import container, folders, images, labels
from components.clouds.docker.container import Attachment, Box, File, Health, Volume, Whose
from components.object_store.contract import ObjectStoreArgs
from components.object_store.docker_accounts import Accounts
from components.present import present

PORT = 7070
REGION = "us-east-1"
"""The protocol wants one; it means nothing here."""

OWNER = "1000"
ACCOUNTS = "/etc/groundwork"
DATA = "/data"
MEMORY = 256

PREPARE = f"mkdir -p {DATA}/buckets {DATA}/versions"
SERVE = f"exec versitygw --port :{PORT} --region {REGION} --iam-dir {ACCOUNTS} --health /health --quiet"
STORE = f"posix --versioning-dir {DATA}/versions {DATA}/buckets"


def create(
    name: str, args: ObjectStoreArgs, host: str, accounts: Accounts, opts: pulumi.ResourceOptions
) -> docker.Container:
    """Create the volume and the store on it, on the networks of the data and of the entry."""
    platform, network = args.platform, present(args.network, "network")
    whose = Whose(part=name, platform=platform)
    image = images.pull(f"{name}-image", images.STORE, opts)
    protected = options.protected(opts, platform.protects(name))
    data = docker.Volume(f"{name}-data", labels=labels.of(name, platform), opts=protected)
    volume = Volume(path=DATA, name=data.name)
    owned = folders.hand_over(f"{name}-folder", whose, image, volume, f"{OWNER}:{OWNER}", opts)
    ways = [*network.data_subnet_ids, *([network.storage] if network.storage is not None else [])]
    box = Box(
        image=image,
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=way, aliases=[host]) for way in ways],
        entrypoint=["sh", "-c", f"{PREPARE} && {SERVE} {STORE}"],
        variables={
            "ROOT_ACCESS_KEY_ID": accounts.root.identifier,
            "ROOT_SECRET_ACCESS_KEY": accounts.root.secret,
        },
        files=[File(path=f"{ACCOUNTS}/users.json", content=accounts.file(), owner=OWNER, mode="0400")],
        volumes=[volume],
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{PORT}/health"]),
        memory=MEMORY,
        cpus=1,
    )
    return container.create(f"{name}-server", whose, box, options.after(opts, owned.container))
