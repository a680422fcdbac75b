"""The image that every stand-in starts from: Debian's packages in one layer, so that the stand-ins share it."""

import sys
import tempfile
from pathlib import Path

import docker

from toolchain import command, packages
from toolchain.docker import labels, reach, recipe
from toolchain.failure import SetupError
from toolchain.progress import Progress

REPOSITORY, TAG = "groundwork/stand-in-base", "bookworm"
NAME = f"{REPOSITORY}:{TAG}"

VARIABLES = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    # The registry of Python packages may be reached through an authority that only this machine trusts.
    **dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), str(recipe.CERTIFICATES)),
}


def provide(daemon: docker.DockerClient, tools: Path, folder: Path = recipe.FOLDER) -> None:
    """Make the base, unless there is one by the present recipe: about 35 seconds. Raises SetupError.

    `tools` is a folder with room for 300 MB for a while.
    """
    wanted = labels.of_stand_in(recipe.base_digest(folder))
    if labels.read(daemon, NAME) == wanted:
        return
    packages.install("mmdebstrap", "debian-archive-keyring", "ca-certificates")
    with tempfile.TemporaryDirectory(dir=tools) as name:
        archive = Path(name) / "base.tar"
        command.run("making the base of the stand-ins from Debian packages", _command(folder, archive))
        _import(daemon, archive, wanted)


def _command(folder: Path, archive: Path) -> list[str | Path]:
    beside = archive.parent
    sources, apt, pip = beside / "sources.list", beside / "apt.conf", beside / "pip.conf"
    sources.write_text(reach.sources(), encoding="utf-8")
    apt.write_text(reach.apt_settings(), encoding="utf-8")
    pip.write_text(reach.pip_settings(), encoding="utf-8")
    return [folder / recipe.BASE / "make.sh", archive, sources, apt, pip, recipe.CERTIFICATES]


def _import(daemon: docker.DockerClient, archive: Path, wanted: dict[str, str]) -> None:
    changes = [f"ENV {key}={value}" for key, value in VARIABLES.items()]
    changes += [f"LABEL {key}={value}" for key, value in wanted.items()]
    with Progress("handing the base to the Docker engine", sys.stderr):
        answer = daemon.api.import_image_from_file(str(archive), REPOSITORY, TAG, changes=changes)
    if labels.read(daemon, NAME) != wanted:
        raise SetupError(f"the Docker engine did not take the base of the stand-ins: {answer}")
