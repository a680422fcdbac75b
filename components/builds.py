"""Images that are built here: the same build on every cloud, only what becomes of the result differs."""

from pathlib import Path
from typing import Any

import pulumi
import pulumi_docker_build as docker_build

from components.container import BuildSpec, ContainerSpec, RegistryLogin
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


def pushed(repository: pulumi.Input[str], login: RegistryLogin, tag: str | None = None) -> dict[str, Any]:
    """Return what says that an image goes to a repository: under a tag, or by its digest alone."""
    place: docker_build.ExportRegistryArgsDict = {"names": [repository], "push": True, "push_by_digest": True}
    if tag is not None:
        place = {"names": [pulumi.Output.concat(repository, ":", tag)], "push": True}
    known = {"address": login.address or repository, "username": login.username, "password": login.password}
    return {"exports": [{"registry": place}], "registries": [known]}


def layered(kept: pulumi.Input[str]) -> dict[str, Any]:
    """Return what says that the layers of a build are kept under a reference in a registry, for the next build.

    Those of every stage are (`max`), as one image: registries that know no lists of other kinds take that as well.
    What cannot be kept fails no build.
    """
    return {
        "cache_from": [{"registry": {"ref": kept}}],
        "cache_to": [
            {
                "registry": {
                    "ref": kept,
                    "mode": "max",
                    "image_manifest": True,
                    "oci_media_types": True,
                    "ignore_error": True,
                }
            }
        ],
    }


def by_digest(repository: pulumi.Input[str], image: docker_build.Image) -> pulumi.Output[str]:
    """Return the reference to an image in the repository it was pushed to."""
    return pulumi.Output.concat(repository, "@", image.digest)
