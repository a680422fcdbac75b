"""The whole program: settings in, the application's home out."""

import pulumi

import settings
from deployment import containers, entry, foundation, overview, stores
from deployment.links import Links
from deployment.transform import Transforms

try:
    stack = settings.load()
except settings.Problems as problems:
    raise pulumi.RunError(str(problems)) from None

transforms = Transforms(stack.transform)
platform = foundation.platform(stack)
network = foundation.network(stack, platform)
links = Links(platform.namespace_domain)
kept = stores.create(stack, platform, network, links)
way_in = entry.create(stack, platform, network)
links.add_web(stack.ports, way_in.urls)
running = containers.create(stack, platform, network, way_in.gateway, links)
overview.publish(stack, platform, kept, way_in, running)

if unmatched := transforms.unmatched():
    raise pulumi.RunError("\n".join(unmatched))
