"""Images that are built here: the same build on every cloud, only what becomes of the result differs."""

from pathlib import Path
from typing import Any

import pulumi
import pulumi_docker_build as docker_build

from components.container import BuildSpec, ContainerSpec
from components.paths import from_program

PLATFORMS = {"x86_64": docker_build.Platform.LINUX_AMD64, "arm64": docker_build.Platform.LINUX_ARM64}


def build(
    name: str, spec: ContainerSpec, source: BuildSpec, project: Path, opts: pulumi.ResourceOptions, **result: Any
) -> docker_build.Image:
    """Build the image of a part; `result` says where it goes: `exports`, `registries`, `tags`, `load`.

    Nothing is built in a preview. `project` is the folder that the spec's paths start from.
    """
    dockerfile = Path(source.dockerfile) if source.dockerfile else Path(source.context, "Dockerfile")
    return docker_build.Image(
        name,
        context={"location": from_program(project / source.context)},
        dockerfile={"location": from_program(project / dockerfile)},
        target=source.target,
        build_args=dict(source.arguments),
        platforms=[PLATFORMS[spec.architecture]],
        push=False,
        build_on_preview=False,
        opts=opts,
        **result,
    )
