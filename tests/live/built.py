"""Images that stand for an example's own."""

from pathlib import Path

import docker

APPLICATIONS = Path(__file__).parent / "applications"


def build(daemon: docker.DockerClient, application: str, image: str, version: str) -> None:
    """Make a version of one of them under an image's name."""
    arguments = {"APPLICATION": application, "VERSION": version}
    daemon.images.build(path=str(APPLICATIONS), tag=f"{image}:{version}", buildargs=arguments, rm=True)
