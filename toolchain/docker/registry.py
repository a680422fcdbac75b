"""Images from their registries."""

import sys

import docker
from docker.errors import APIError, DockerException, NotFound

from toolchain.docker.stalling import watched
from toolchain.failure import SetupError
from toolchain.progress import Progress

SECONDS_WITHOUT_PROGRESS = 60
"""A slow line still shows progress every few seconds."""


class Registry:
    """Pulls images until that fails once: who cannot be reached for one image is not asked for the next."""

    def __init__(self, daemon: docker.DockerClient, seconds: float = SECONDS_WITHOUT_PROGRESS) -> None:
        self._daemon = daemon
        self._seconds = seconds
        self.failure: str | None = None
        """Why pulling failed, in the engine's words; None as long as it has not."""

    def pull(self, name: str) -> bool:
        """Have the image `repository:tag` pulled. Returns whether it is there now.

        Raises SetupError when the registry answers that it has no such image.
        """
        if self.failure is not None:
            return False
        try:
            self._pull(name)
        except NotFound as error:
            raise SetupError(f"{name} is not to be had from its registry: {error.explanation}") from error
        except (DockerException, OSError) as error:
            self.failure = str(error.explanation) if isinstance(error, APIError) else str(error)
            return False
        return True

    def _pull(self, name: str) -> None:
        repository, _, tag = name.rpartition(":")
        with Progress(f"pulling {name}", sys.stderr) as progress:
            for event in watched(
                lambda: self._daemon.api.pull(repository, tag, stream=True, decode=True), self._seconds
            ):
                if "error" in event:
                    raise DockerException(event["error"])
                progress.step(f"{event.get('status', '')} {event.get('id', '')}".strip())
