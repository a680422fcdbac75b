"""Telling a secret from a setting, in a variable that stands in plain text."""

import re

from policies.pack.predicates import Predicate

SECRET_NAME = re.compile(
    r"(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY|ACCESS_KEY|CREDENTIALS?|DSN)$",
    re.IGNORECASE,
)
"""A name that ends so holds a secret: `DB_PASSWORD` does, `PASSWORD_MIN_LENGTH` and `TOKEN_FILE` do not."""

PUBLIC_NAME = re.compile(r"^(NEXT_)?PUBLIC_|^VITE_|^REACT_APP_")
"""Variables that front-end tools build into what every visitor downloads; no secret by definition."""

SECRET_VALUE = re.compile(
    r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\."
    r"|\b(gh[pousr]|github_pat|xox[baprs]|sk|rk)[_-][A-Za-z0-9_-]{16,}"
    r"|://[^/\s:@]+:[^/\s@]+@"
)
"""AWS access keys, PEM private keys, JSON web tokens, common services' tokens, a password in a URL."""


def no_plain_secret() -> Predicate:
    """A variable `{name, value}` that is no secret, by its name and by its value; the value is never shown."""

    def test(variable: object) -> bool:
        named = variable if isinstance(variable, dict) else {}
        name, value = named.get("name"), named.get("value")
        if not isinstance(value, str) or value.lower() in ("", "true", "false"):
            return True
        by_name = isinstance(name, str) and SECRET_NAME.search(name) and not PUBLIC_NAME.search(name)
        return not (by_name or SECRET_VALUE.search(value))

    return Predicate("a reference to a stored secret", test, lambda _: "a secret in plain text")
