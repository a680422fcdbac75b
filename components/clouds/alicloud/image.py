"""Images: given by name, or built here and pushed to the application's own registry (ACR)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pulumi

from components.clouds.alicloud import names
from components.container import ContainerArgs, ContainerSpec, RegistryLogin
from components.present import present

BUILT = "built"
"""Tag of the newest build: an image without a tag would be cleared away sooner or later. It runs by its digest."""
LAYERS = "layers"
"""Tag under which the layers of the last build lie beside it."""


@dataclass(frozen=True, kw_only=True)
class Image:
    """What a container runs, and the login that it takes to pull it."""

    reference: pulumi.Input[str]
    """By tag or digest, as given; by digest when it was built here."""
    server: str
    """Host of its registry."""
    login: RegistryLogin | None


def resolve(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Image:
    """Take the image that is named, or build it."""
    if spec.build is None:
        image = spec.image or ""
        return Image(reference=image, server=server(image), login=args.registry)
    from components import builds

    layers = builds.layered(f"{repository(name, args)}:{LAYERS}")
    made = partial(builds.build, f"{name}-image", spec, spec.build, args.project, opts, **layers)
    return built(name, BUILT, made, args)


def built(name: str, tag: str, build: Callable[..., Any], args: ContainerArgs) -> Image:
    """Build an image and push it; `build` is told where it goes. ACR makes the repository with the first push."""
    from components import builds

    login, place = present(args.own_registry, "own_registry"), repository(name, args)
    image = build(**builds.pushed(place, login, tag))
    return Image(reference=builds.by_digest(place, image), server=server(login.address), login=login)


def repository(name: str, args: ContainerArgs) -> str:
    """Where the stack's images of this name lie."""
    return f"{present(args.own_registry, 'own_registry').address}/{names.of(name, args.platform.args)}"


def server(image: str) -> str:
    """Host of a registry or of an image in it."""
    return image.partition("/")[0]
