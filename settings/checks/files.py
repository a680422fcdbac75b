"""Folders and files of the project that app.yaml names."""

from collections.abc import Callable
from pathlib import Path

from components.frontend import StaticSpec
from settings.parts import Draft
from settings.place import Place


def check(draft: Draft) -> None:
    """Report what is not there."""
    for part in draft.parts.values():
        if isinstance(part.spec, StaticSpec):
            _static(draft, (*part.place, "directory"), part.spec.directory)
    for part, spec in draft.containers():
        if spec.build is None:
            continue
        place = (*part.place, "build")
        dockerfile = spec.build.dockerfile or f"{spec.build.context}/Dockerfile"
        if not _there(draft.project / spec.build.context, Path.is_dir):
            draft.report.add((*place, "context"), f'there is no folder "{spec.build.context}" in the project')
        elif not _there(draft.project / dockerfile, Path.is_file):
            draft.report.add(
                (*place, "dockerfile"), f'there is no file "{dockerfile}" in the project', (*place, "context")
            )


def _static(draft: Draft, place: Place, directory: str) -> None:
    folder = draft.project / directory
    if not _there(folder, Path.is_dir):
        draft.report.add(place, f'there is no folder "{directory}" in the project; build the frontend first')
    elif not _there(folder / "index.html", Path.is_file):
        draft.report.add(place, f'the folder "{directory}" has no index.html; build the frontend first')


def _there(path: Path, is_kind: Callable[[Path], bool]) -> bool:
    """Whether a path is a folder or file; one that the system cannot even look up, such as one too long, is not."""
    try:
        return is_kind(path)
    except OSError:
        return False
