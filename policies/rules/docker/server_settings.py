"""How a database or cache server in a container is set up: by its command, its variables, its files."""

import re
from collections.abc import Iterator

from policies.pack.predicates import Predicate, Verdict
from policies.pack.values import Marker, has_unknown

DEFAULT_NAMES = frozenset({"postgres", "admin", "root"})
"""What whoever guesses a name tries first."""
PASSWORDS = re.compile(r"^(POSTGRES|MYSQL_ROOT|MYSQL|MARIADB_ROOT|MARIADB|MONGO_INITDB_ROOT)_PASSWORD=")
"""Variables in which these images take a password as it is; with _FILE at the end they take the name of a file."""
LOCKED = re.compile(r"^\s*(requirepass\s+\S|aclfile\s+\S|user\s+default\s+.*[>#]\S)", re.MULTILINE)
"""Lines of a redis.conf that ask everybody for a password."""


def has_setting(*settings: str) -> Predicate:
    """A whole container whose command or files say one of these, `name` or `name=value`, in either's spelling."""
    wanted = [_pattern(setting) for setting in settings]

    def test(container: object) -> Verdict:
        properties = container if isinstance(container, dict) else {}
        if any(pattern.search(text) for text in _said(properties) for pattern in wanted):
            return True
        return Marker.UNKNOWN if _unsaid(properties) else False

    return Predicate(settings[0], test, lambda _: f"without {settings[0]}")


def reads_its_password() -> Predicate:
    """A whole cache with a password that stands in a file of its own, not in its command."""

    def test(container: object) -> Verdict:
        properties = container if isinstance(container, dict) else {}
        if any("requirepass" in word for word in _words(properties)):
            return False
        if any(LOCKED.search(text) for text in _contents(properties)):
            return True
        return Marker.UNKNOWN if _unsaid(properties) else False

    return Predicate("a password in a file", test, lambda _: "without a password in a file")


def names_an_administrator() -> Predicate:
    """A whole PostgreSQL container whose administrator has a name of its own; absent is `postgres`."""

    def test(container: object) -> Verdict:
        listed = container.get("envs") if isinstance(container, dict) else None
        if _administrator(container) is None and has_unknown(listed):
            return Marker.UNKNOWN
        return _administrator(container) not in (None, *DEFAULT_NAMES)

    return Predicate("a name of its own", test, _show_administrator)


def _show_administrator(container: object) -> str:
    name = _administrator(container)
    return "an administrator called postgres, for want of a name" if name is None else f"an administrator called {name}"


def _administrator(container: object) -> str | None:
    listed = container.get("envs") if isinstance(container, dict) else None
    texts = [text for text in (listed if isinstance(listed, list) else []) if isinstance(text, str)]
    named = [text.partition("=")[2] for text in texts if text.startswith("POSTGRES_USER=")]
    return named[-1] if named else None


def password_from_a_file() -> Predicate:
    """A variable that is no password as it is; its value is never shown."""
    return Predicate(
        "the name of a file",
        lambda variable: not (isinstance(variable, str) and PASSWORDS.match(variable)),
        lambda _: "a password as it is",
    )


def _pattern(setting: str) -> re.Pattern[str]:
    name, _, value = (re.escape(text) for text in setting.partition("="))
    said = rf"(\s*=\s*|\s+)'?{value}'?" if value else ""
    return re.compile(rf"^\s*(--)?{name}{said}(\s|$)", re.MULTILINE)


def _said(properties: dict[str, object]) -> Iterator[str]:
    yield from _words(properties)
    yield from _contents(properties)


def _words(properties: dict[str, object]) -> Iterator[str]:
    for name in ("entrypoints", "command"):
        listed = properties.get(name)
        yield from (word for word in (listed if isinstance(listed, list) else []) if isinstance(word, str))


def _contents(properties: dict[str, object]) -> Iterator[str]:
    listed = properties.get("uploads")
    for upload in listed if isinstance(listed, list) else []:
        content = upload.get("content") if isinstance(upload, dict) else None
        if isinstance(content, str):
            yield content


def _unsaid(properties: dict[str, object]) -> bool:
    return has_unknown([properties.get(name) for name in ("entrypoints", "command", "uploads")])
