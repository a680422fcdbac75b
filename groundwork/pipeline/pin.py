"""`pin`: tags become digests before a stack is deployed, so that the next one can run the very same."""

import argparse
import re

from groundwork import options, stack_files
from groundwork.pipeline import images, program
from groundwork.problem import ProblemError

TAG = re.compile(r":[^:/]+$")


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack."""
    options.folder(parser)
    options.stack(parser)


def run(chosen: argparse.Namespace) -> int:
    """Ask registries with `docker` what tags name now; a part that is built here gets a digest by that."""
    project = options.described(chosen)
    application, stack = stack_files.read(chosen.cwd, chosen.stack)
    given = {name: part.spec.image for name, part in stack.containers.items() if part.spec.image}
    loose = {name: image for name, image in given.items() if not images.DIGEST.fullmatch(image)}
    digests = {image: _by_digest(image) for image in sorted(set(loose.values()))}
    images.let_run(project, chosen.stack, application, {name: digests[image] for name, image in loose.items()})
    return 0


def _by_digest(image: str) -> str:
    digest = program.ask("docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}")
    found = f"{TAG.sub('', image)}@{digest}"
    if not images.DIGEST.fullmatch(found):
        raise ProblemError(f"the registry names no digest for {image}: {digest}")
    return found
