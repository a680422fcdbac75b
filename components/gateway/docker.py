"""Gateway on a Docker host: nginx, the only container with ports of the host."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import brought, certificate, container, folders, images, labels, once, scripts
from components.clouds.docker.container import Attachment, Box, File, Health, Volume, Whose
from components.clouds.docker.nginx import FILES, OWNER
from components.clouds.docker.settings_of import monitored, settings
from components.gateway import docker_acme, docker_configuration
from components.gateway.contract import GatewayArgs, GatewayOutputs
from components.gateway.docker_configuration import CERTIFICATES, ENCRYPTED, LOGS, PLAIN, ROUTES, STATE
from components.network import Network
from components.network.contract import MANAGED
from components.present import present

MEMORY = 256
"""MiB."""


def create(name: str, args: GatewayArgs, opts: pulumi.ResourceOptions) -> GatewayOutputs:
    """Create the entry; it answers 503 until it is told of routes."""
    spec = settings(args.platform)
    whose = Whose(part=name, platform=args.platform)
    image = images.pull(f"{name}-image", images.NGINX, opts)
    routes = docker.Volume(f"{name}-routes", labels=labels.of(name, args.platform), opts=opts)
    handed = Volume(path=ROUTES, name=routes.name)
    owned: list[pulumi.Resource] = [
        folders.hand_over(f"{name}-folder", whose, image, handed, f"{OWNER}:{OWNER}", opts).container
    ]
    volumes = [handed]
    if spec.directory is not None:
        logs = Volume(path=LOGS, host_path=f"{spec.directory}/nginx/logs")
        owned.append(folders.hand_over(f"{name}-logs", whose, image, logs, f"{OWNER}:{OWNER}", opts).container)
        volumes.append(logs)
    shared = docker_acme.share(name, args, image, opts)
    if shared is not None:
        owned += shared.ready
        volumes += shared.of_entry
    host = args.host or spec.default_host
    box = Box(
        image=image,
        user=f"{OWNER}:{OWNER}",
        networks=_networks(name, args),
        entrypoint=["sh", f"{FILES}/gateway.sh"],
        variables={"LOGS": LOGS if spec.directory else "", **({"CERTIFICATES": CERTIFICATES} if shared else {})},
        files=[
            File(path=f"{FILES}/nginx.conf", content=_configuration(args)),
            File(path=f"{FILES}/gateway.sh", content=scripts.text("gateway.sh")),
            *_certificate(f"{name}-certificate", host, args, opts),
        ],
        volumes=volumes,
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{STATE}/"]),
        ports=[_port(PLAIN, spec.http_port, spec.address), _port(ENCRYPTED, spec.https_port, spec.address)],
        memory=MEMORY,
        cpus=1,
    )
    entry = container.create(f"{name}-server", whose, box, options.after(opts, *owned))
    if shared is not None:
        docker_acme.ask(name, args, shared, entry, opts)
    # What is added here must wait for the entry that reads it.
    listener = once.after(entry.id, routes.name)
    return GatewayOutputs(
        listener=listener,
        address=pulumi.Output.from_input(host),
        url=pulumi.Output.from_input(f"https://{host}{spec.address_suffix}"),
        metric_name=entry.name,
        keeps_limits=True,
    )


def _configuration(args: GatewayArgs) -> str:
    return docker_configuration.text(
        settings(args.platform),
        monitored=monitored(args.platform),
        forwards=forwards(args.network),
        hsts_subdomains=args.hsts_subdomains,
    )


def _networks(name: str, args: GatewayArgs) -> list[Attachment]:
    """The way in; the containers' network, under its own name and the private ones of parts; the buckets' network."""
    network, domain = args.network, args.platform.namespace_domain
    names = [f"{part}.{domain}" for part in (name, *private(network))]
    return [
        *(Attachment(network=way) for way in network.public_subnet_ids),
        *(Attachment(network=way, aliases=names) for way in network.app_subnet_ids),
        *([Attachment(network=network.storage)] if network.storage is not None else []),
    ]


def private(network: Network) -> Sequence[str]:
    """Parts that others open a port of: their names lead to the entry, which knows which containers answer."""
    used = {edge.target for edge in network.edges if edge.source not in {"gateway", "internet", "cdn"}}
    return sorted(used - MANAGED - {"internet"})


def forwards(network: Network) -> bool:
    """Whether some part is reached on more ports than the one that answers HTTP."""
    ports = {part: {edge.port for edge in network.edges if edge.target == part} for part in private(network)}
    return any(len(found) > 1 for found in ports.values())


def _certificate(name: str, host: str, args: GatewayArgs, opts: pulumi.ResourceOptions) -> tuple[File, File]:
    """The operator's certificate, or one that the stack signs itself."""
    chain, key = f"{FILES}/server.crt", f"{FILES}/server.key"
    own = settings(args.platform).certificate
    if own is not None:
        return (brought.file(chain, own.chain, OWNER), brought.file(key, own.key, OWNER, "0400"))
    signer = present(args.platform.authority, "authority")
    hosts = list(dict.fromkeys([host, *args.alternative_hosts, "localhost"]))
    issued = certificate.issue(name, signer, hosts, opts, ["127.0.0.1"])
    return (
        File(path=chain, content=issued.chain, owner=OWNER),
        File(path=key, content=issued.key, owner=OWNER, mode="0400"),
    )


def _port(inside: int, outside: int, address: str | None) -> dict[str, Any]:
    return {"internal": inside, "external": outside, **({"ip": address} if address else {})}
