"""Network on a Docker host: bridges for data, for containers and for the way in."""

import pulumi
import pulumi_docker as docker

from components.clouds.docker import labels
from components.network.contract import NetworkArgs, NetworkOutputs


def create(name: str, args: NetworkArgs, opts: pulumi.ResourceOptions) -> NetworkOutputs:
    """Create `backend` (nothing leads out), `frontend`, `public`, and `storage` between entry and buckets.

    Docker chooses the ranges: it alone knows which ones other stacks of the host have.
    """
    backend = _bridge(f"{name}-backend", args, opts, internal=True)
    frontend = _bridge(f"{name}-frontend", args, opts)
    public = _bridge(f"{name}-public", args, opts)
    storage = _bridge(f"{name}-storage", args, opts, internal=True).name if args.buckets else None
    return NetworkOutputs(
        network_id=backend.id,
        public_subnet_ids=[public.name],
        app_subnet_ids=[frontend.name],
        data_subnet_ids=[backend.name],
        zones=[],
        security_group_ids={},
        outbound=[],
        namespace=None,
        storage=storage,
    )


def _bridge(name: str, args: NetworkArgs, opts: pulumi.ResourceOptions, *, internal: bool = False) -> docker.Network:
    return docker.Network(
        name, driver="bridge", internal=internal, labels=labels.of("network", args.platform), opts=opts
    )
