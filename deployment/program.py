"""The order in which a stack's components are made; read it as a table of contents."""

import pulumi

from deployment import containers, entry, forwarding, foundation, notices, overview, routes, stores
from deployment.links import Links
from settings.stack import Stack


def deploy(stack: Stack) -> None:
    """Register everything that the stack is made of."""
    for line in stack.warnings:
        pulumi.log.warn(line)
    platform = foundation.platform(stack)
    network = foundation.network(stack, platform)
    links = Links(platform.namespace_domain)
    kept = stores.create(stack, platform, network, links)
    way_in = entry.create(stack, platform, network)
    links.add_web(stack.web, way_in.urls)
    running = containers.create(stack, platform, network, way_in.gateway, links)
    routes.open_all(stack, kept, way_in, running)
    forwarding.forward(platform)
    notices.send(platform)
    overview.publish(stack, platform, network, kept, way_in, running)
