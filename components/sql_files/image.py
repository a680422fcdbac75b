"""An image that brings a folder of SQL files up to date in the database that `DATABASE_URL` leads to."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pulumi

from components.paths import from_program
from components.sql_files.runner import entrypoint

if TYPE_CHECKING:
    import pulumi_docker_build as docker_build

FOLDER = "/sql"
"""Where the files lie in the image."""

USER = "999:999"
"""User and group `postgres` of the official images; any other user can run it too."""


def dockerfile(version: str) -> str:
    """Its Dockerfile, for a major version of PostgreSQL; the context is the folder of the files."""
    return f"""FROM postgres:{version}-bookworm
COPY *.sql {FOLDER}/
RUN chmod -R a+rX {FOLDER}
ENV SQL_FILES={FOLDER}
USER {USER}
ENTRYPOINT {json.dumps(entrypoint())}
"""


def variables(extensions: Sequence[str]) -> dict[str, str]:
    """What the container is told besides `DATABASE_URL`: extensions are created before the first file."""
    return {"EXTENSIONS": " ".join(extensions)} if extensions else {}


def build(
    name: str, folder: Path, version: str, architecture: str, opts: pulumi.ResourceOptions, **result: Any
) -> "docker_build.Image":
    """Build it; `result` says where it goes, as in `components/builds.py`. Another content of a file is another image.

    The file system can be read-only: nothing is written.
    """
    import pulumi_docker_build as docker_build

    from components.builds import PLATFORMS

    return docker_build.Image(
        name,
        context={"location": from_program(folder)},
        dockerfile={"inline": dockerfile(version)},
        platforms=[PLATFORMS[architecture]],
        push=False,
        build_on_preview=False,
        opts=opts,
        **result,
    )
