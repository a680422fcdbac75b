"""Folders and files of the project that app.yaml names."""

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
        if not (draft.project / spec.build.context).is_dir():
            draft.report.add((*place, "context"), f'there is no folder "{spec.build.context}" in the project')
        elif not (draft.project / dockerfile).is_file():
            draft.report.add(
                (*place, "dockerfile"), f'there is no file "{dockerfile}" in the project', (*place, "context")
            )


def _static(draft: Draft, place: Place, directory: str) -> None:
    folder = draft.project / directory
    if not folder.is_dir():
        draft.report.add(place, f'there is no folder "{directory}" in the project; build the frontend first')
    elif not (folder / "index.html").is_file():
        draft.report.add(place, f'the folder "{directory}" has no index.html; build the frontend first')
