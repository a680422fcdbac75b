"""The way in: gateway, static frontends, and the public address of every part with a route."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.frontend import Frontend, StaticArgs
from components.gateway import HTTP_PORT, HTTPS_PORT, Gateway, GatewayArgs
from components.network import Network
from components.platform import Platform
from deployment import limits
from settings.stack import Address, Stack


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What answers the world."""

    gateway: Gateway | None
    static: Mapping[str, Frontend]
    urls: Mapping[str, pulumi.Input[str]]
    """Part with a route -> its public address, without a trailing slash."""


def create(stack: Stack, platform: Platform, network: Network) -> Entry:
    """Create the gateway, where some container has a route, and the static frontends."""
    gateway = _gateway(stack, platform, network)
    static = _static(stack, platform, gateway)
    urls = {name: _url(address, gateway, static) for name, address in stack.addresses.items()}
    return Entry(gateway=gateway, static=static, urls=urls)


def _gateway(stack: Stack, platform: Platform, network: Network) -> Gateway | None:
    if stack.entry is None:
        return None
    args = GatewayArgs(
        platform=platform,
        network=network,
        host=stack.entry.host,
        alternative_hosts=stack.entry.alternative_hosts,
        zone=stack.zone,
        streaming=stack.entry.streaming,
        firewall=stack.firewall,
        limits=limits.at_gateway(stack),
        health=stack.entry.health,
        hsts_subdomains=stack.hsts_subdomains,
    )
    return Gateway("gateway", args)


def _static(stack: Stack, platform: Platform, gateway: Gateway | None) -> Mapping[str, Frontend]:
    streaming = bool(stack.entry and stack.entry.streaming)
    port = HTTPS_PORT if stack.entry and stack.entry.host else HTTP_PORT
    return {
        name: Frontend(
            name,
            StaticArgs(
                platform=platform,
                spec=part.spec,
                directory=part.directory,
                host=part.host,
                alternative_hosts=part.alternative_hosts,
                zone=stack.zone,
                gateway=gateway if part.forwards or part.routes else None,
                gateway_port=port,
                forwards=part.forwards,
                streaming=streaming,
                routes=part.routes,
                firewall=stack.firewall,
                limits=limits.at_page(stack, name),
                hsts_subdomains=stack.hsts_subdomains,
            ),
        )
        for name, part in stack.static.items()
    }


def _url(address: Address, gateway: Gateway | None, static: Mapping[str, Frontend]) -> pulumi.Input[str]:
    """Known from the domain, or told by whoever answers for it."""
    if address.base is not None:
        return address.base + address.path
    owner = gateway if address.entry == "gateway" else static[address.entry]
    if owner is None or owner.url is None:
        raise ValueError(f"{address.entry} was to answer for a route and has no public address")
    return pulumi.Output.concat(owner.url, address.path)
