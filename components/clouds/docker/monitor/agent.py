"""The agent: Telegraf measures the host, the containers and the stores, and reads figures out of containers' output."""

import pulumi

from components.clouds.docker import container, images, trust
from components.clouds.docker.container import Box, File, Health, Volume, Whose
from components.clouds.docker.monitor import agent_configuration
from components.clouds.docker.monitor.agent_configuration import PORT
from components.clouds.docker.monitor.networks import PART, Paths
from components.dashboard import DashboardArgs
from components.present import present
from components.watch import USER, Watch

OWNER = "65534"
"""User and group `nobody`."""

FILES = trust.FOLDER

HOST = "/host/proc"

HOST_FILES = {"/proc/1/net/dev": "net/dev", "/proc/stat": "stat", "/proc/meminfo": "meminfo"}
"""Files of the host -> where the agent looks for them below `HOST`: counters of network, processors and memory."""

MOUNTS = "host / overlay rw 0 0\n"
"""The one file system that it measures: its own, which lies on the disk that holds all images, containers, volumes."""


def create(name: str, args: DashboardArgs, paths: Paths, opts: pulumi.ResourceOptions) -> None:
    """Create the agent; it sees three files of the host, and no folder."""
    authority = present(args.platform.authority, "authority").certificate
    box = Box(
        image=images.pull(f"{name}-image", images.TELEGRAF, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[paths.at("monitor", "agent"), paths.at("gate", "agent"), *paths.to(paths.network.data_subnet_ids)],
        entrypoint=["telegraf"],
        command=[
            "--strict-env-handling",
            *("--config", f"{FILES}/agent.conf"),
            *("--config", f"{FILES}/stores.conf"),
        ],
        variables={"HOST_PROC": HOST},
        files=[
            File(path=f"{FILES}/agent.conf", content=agent_configuration.text(args, paths.name("gate"))),
            File(path=f"{FILES}/stores.conf", content=_stores(args), owner=OWNER, mode="0400"),
            File(path=trust.CERTIFICATE, content=authority),
            File(path=f"{HOST}/self/mounts", content=MOUNTS),
        ],
        volumes=[Volume(path=f"{HOST}/{file}", host_path=at, read_only=True) for at, file in HOST_FILES.items()],
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{PORT}/metrics"]),
        memory=256,
        cpus=0.5,
    )
    container.create(name, Whose(part=PART, platform=args.platform), box, opts)


def _stores(args: DashboardArgs) -> pulumi.Output[str]:
    """What asks the stores, passwords included."""
    database, cache = args.database_watch, args.cache_watch
    return pulumi.Output.concat(
        "# The stores that are measured.\n",
        *([_of_database(database)] if database else []),
        *([_of_cache(cache)] if cache else []),
    )


def _of_database(watch: Watch) -> pulumi.Output[str]:
    """Its connections and its size, as the user who may read nothing else; whose certificate is verified."""
    query = f"sslmode=verify-full&sslrootcert={trust.CERTIFICATE}"
    place = f"{watch.host}:{watch.port}/postgres?{query}"
    address = pulumi.Output.concat('"postgres://', USER, ":", watch.password, "@", place, '"\n')
    size = "SELECT sum(pg_database_size(oid))::bigint AS size_bytes FROM pg_database"
    return pulumi.Output.concat(
        "[[inputs.postgresql]]\n  address = ",
        address,
        f'  databases = ["{watch.database}"]\n  outputaddress = "database"\n',
        "[[inputs.postgresql_extensible]]\n  address = ",
        address,
        '  outputaddress = "database"\n',
        f'  [[inputs.postgresql_extensible.query]]\n    sqlquery = "{size}"\n',
    )


def _of_cache(watch: Watch) -> pulumi.Output[str]:
    scheme = "tls" if watch.encrypted else "tcp"
    trusted = f'  tls_ca = "{trust.CERTIFICATE}"\n' if watch.encrypted else ""
    return pulumi.Output.concat(
        f'[[inputs.redis]]\n  servers = ["{scheme}://{watch.host}:{watch.port}"]\n',
        f'  username = "{USER}"\n  password = "',
        watch.password,
        f'"\n{trusted}',
    )
