"""`promote`: a stack is to run the images that another one ran, byte for byte."""

import argparse
import json
from pathlib import Path

from groundwork import files, options, stack_files
from groundwork.pipeline import images
from groundwork.problem import ProblemError


def arguments(parser: argparse.ArgumentParser) -> None:
    """From a file that `images` has written, to a stack."""
    options.folder(parser)
    options.stack(parser)
    parser.add_argument("--file", type=Path, required=True, metavar="FILE", help="what `images` has written")


def run(chosen: argparse.Namespace) -> int:
    """Change the stack's file in the working copy; raises ProblemError."""
    project = options.described(chosen)
    application, _ = stack_files.read(chosen.cwd, chosen.stack)
    text = files.read(chosen.file, "; `images` writes it")
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        raise ProblemError(f"{chosen.file} is no JSON; `images` writes it") from None
    images.let_run(project, chosen.stack, application, images.checked(content, str(chosen.file)))
    return 0
