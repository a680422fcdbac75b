"""`images`: what a stack runs, by digest, in a file that `promote` reads; and what all of them share."""

import argparse
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundwork import files, options
from groundwork.pipeline import overrides, program
from groundwork.problem import ProblemError
from settings.application import Application
from simulator.command.project import Project

SECTIONS = ("services", "workers", "jobs", "frontends")
"""Where `app.yaml` has parts that run containers."""
DIGEST = re.compile(r"[^@\s]+@sha256:[0-9a-f]{64}")
"""A reference that names exactly one content, whatever becomes of tags."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A stack, and a file."""
    options.folder(parser)
    options.stack(parser)
    parser.add_argument(
        "--file", type=Path, required=True, metavar="FILE", help="where the images are written, as JSON"
    )


def run(chosen: argparse.Namespace) -> int:
    """Write part -> image, as the stack's outputs say; raises ProblemError for an image by tag."""
    cwd = ("--cwd", str(chosen.cwd.resolve()), "--non-interactive")
    told = program.ask("pulumi", *cwd, "stack", "output", "images", "--json", "--stack", chosen.stack)
    files.write(chosen.file, json.dumps(checked(json.loads(told), f"stack {chosen.stack}"), indent=2) + "\n")
    return 0


def checked(images: Any, origin: str) -> Mapping[str, str]:
    """Part -> image; raises ProblemError for anything else, and for an image that a tag could change."""
    if not isinstance(images, dict) or not all(isinstance(image, str) for image in images.values()):
        raise ProblemError(f"{origin} has no images by part")
    if loose := [f"{part} ({image})" for part, image in images.items() if not DIGEST.fullmatch(image)]:
        raise ProblemError(f"{origin} runs images that are not named by digest: {', '.join(loose)}; see `pin --help`")
    return images


def let_run(project: Project, stack: str, application: Application, images: Mapping[str, str]) -> None:
    """Let parts run these images; raises ProblemError for a part that the application has not."""
    places = {name: section for section in SECTIONS for name in getattr(application, section)}
    if unknown := sorted(images.keys() - places.keys()):
        raise ProblemError(f"stack {stack} has no part {', '.join(unknown)}; it has {', '.join(sorted(places))}")

    def change(content: dict[str, Any]) -> None:
        for name, image in images.items():
            content.setdefault(places[name], {}).setdefault(name, {}).update(image=image, build=None)

    overrides.changed(project, stack, change)
    for name, image in images.items():
        print(f"{stack}: {name} runs {image}")
