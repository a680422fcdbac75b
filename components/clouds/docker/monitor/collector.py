"""The collector: Telegraf follows the output of all containers, keeps it by days, and may hand it on."""

from pathlib import PurePosixPath

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import container, folders, images, labels
from components.clouds.docker.container import Box, File, Health, Volume, Whose
from components.clouds.docker.monitor import collector_configuration, forwarding
from components.clouds.docker.monitor.collector_configuration import FILES
from components.clouds.docker.monitor.networks import PART, Paths
from components.clouds.docker.settings_of import settings
from components.dashboard import DashboardArgs

OWNER = "65534"
"""User and group `nobody`."""

PLACE = str(PurePosixPath(collector_configuration.KEPT).parent)
"""Where its files lie in the container."""

FOLDER = "output"
"""Where they lie in the stack's `directory`, beside backups and log files."""


def create(name: str, args: DashboardArgs, paths: Paths, opts: pulumi.ResourceOptions) -> None:
    """Create the files' place and the collector; it has a way out only where it hands something on."""
    platform = args.platform
    whose = Whose(part=PART, platform=platform)
    image = images.pull(f"{name}-image", images.TELEGRAF, opts)
    volume = _place(name, args, opts)
    owned = folders.hand_over(f"{name}-folder", whose, image, volume, f"{OWNER}:{OWNER}", opts).container
    out = paths.to(paths.network.public_subnet_ids) if platform.args.logs.forward is not None else []
    box = Box(
        image=image,
        user=f"{OWNER}:{OWNER}",
        networks=[paths.at("logs", "collector"), *out],
        entrypoint=["telegraf"],
        command=["--strict-env-handling", "--config", f"{FILES}/collector.conf"],
        files=[
            File(
                path=f"{FILES}/collector.conf",
                content=collector_configuration.text(platform.args, paths.name("logs"), f"{name}-*"),
            ),
            *_secret(args),
        ],
        volumes=[volume],
        health=Health(test=["CMD", "test", "-f", collector_configuration.KEPT]),
        memory=256,
        cpus=0.5,
    )
    container.create(name, whose, box, options.after(opts, owned))


def _secret(args: DashboardArgs) -> list[File]:
    """In a file that its user alone may read; the configuration names it."""
    found = forwarding.authorization(args.platform.args)
    return [] if found is None else [File(path=f"{FILES}/{forwarding.FILE}", content=found, owner=OWNER, mode="0400")]


def _place(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> Volume:
    directory = settings(args.platform).directory
    if directory is not None:
        return Volume(path=PLACE, host_path=f"{directory}/{FOLDER}")
    protected = options.protected(opts, args.platform.protects("platform"))
    kept = docker.Volume(f"{name}-files", labels=labels.of(PART, args.platform), opts=protected)
    return Volume(path=PLACE, name=kept.name)
