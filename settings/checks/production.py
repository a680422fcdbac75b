"""What must not reach prod: values that are for development, and placeholders."""

import re
from collections.abc import Callable, Iterator

from settings.parts import Draft
from settings.place import Place
from settings.placeholders import stands_for_nothing

TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
DEVELOPMENT = frozenset({"development", "develop", "dev", "local"})
_DEBUG = re.compile(r"([A-Z0-9]+_)?DEBUG")
_STAGE = re.compile(r"(APP|NODE|FLASK|RAILS|RACK|DJANGO|GO)_ENV|ENVIRONMENT|ENV")
_ORIGINS = re.compile(r"([A-Z0-9_]+_)?ORIGINS?(_[A-Z0-9_]+)?")
_HERE = re.compile(r"//(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?![A-Za-z0-9.-])|^localhost\b|,\s*localhost\b")


def check(draft: Draft) -> None:
    """Report variables of a prod stack whose values are for somewhere else; the values themselves are not repeated."""
    if draft.configuration.environment != "prod":
        return
    for place, name, text in _written(draft):
        for applies, sentence in RULES:
            if applies(name, text):
                draft.report.add(place, sentence)
                break


def _written(draft: Draft) -> Iterator[tuple[Place, str, str]]:
    """Every variable that a person wrote: its place, name and text."""
    for name, text in draft.application.variables.items():
        yield ("variables", name), name, text
    for part, spec in draft.containers():
        for name, text in spec.variables.items():
            yield (*part.place, "variables", name), name, text


def _debugs(name: str, text: str) -> bool:
    return bool(_DEBUG.fullmatch(name.upper())) and text.strip().lower() in TRUE


def _develops(name: str, text: str) -> bool:
    return bool(_STAGE.fullmatch(name.upper())) and text.strip().lower() in DEVELOPMENT


def _admits_itself(name: str, text: str) -> bool:
    return bool(_ORIGINS.fullmatch(name.upper()) and _HERE.search(text))


def _unfilled(_name: str, text: str) -> bool:
    return stands_for_nothing(text)


RULES: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (_debugs, 'shows the inside of the application to everybody, and this is prod; allowed: "false"'),
    (_develops, 'is for development, and this is prod; allowed: "production"'),
    (_admits_itself, 'admits pages of localhost, and this is prod; allowed: public origins, like "{web.url}"'),
    (_unfilled, "is still a placeholder, and this is prod; allowed: the value itself, or leave it out"),
)
"""What a variable's name and text must not be together, and what is said of it."""
