"""The files that a function of any cloud needs to hand events over."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = (Path(__file__).with_name("forms.py"), Path(__file__).with_name("push.py"))


def modules(*more: Path) -> dict[str, str]:
    """Path in the function's archive -> text: as the program itself finds them, so that both import them alike."""
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in (*OWN, *more)}
