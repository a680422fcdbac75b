"""What RDS, PolarDB and Tair ask of a password."""

from simulator.behaviour import Refusal

SPECIAL = "!@#$%^&*()_+-="
"""Signs that count as special (RDS API, CreateAccount; Tair API, CreateTairInstance)."""
SHORTEST, LONGEST = 8, 32
KINDS = 3
"""Kinds of characters of the four that must be there."""


def check_password(password: str) -> None:
    """Refuses a password that is too short, too long or too plain; never says it."""
    kinds = (
        any(sign.islower() for sign in password),
        any(sign.isupper() for sign in password),
        any(sign.isdigit() for sign in password),
        any(sign in SPECIAL for sign in password),
    )
    foreign = any(not (sign.isascii() and sign.isalnum()) and sign not in SPECIAL for sign in password)
    if not SHORTEST <= len(password) <= LONGEST or sum(kinds) < KINDS or foreign:
        raise Refusal(
            f"InvalidAccountPassword.Format: a password has {SHORTEST} to {LONGEST} characters of at least {KINDS} of "
            f"these kinds: capital letters, small letters, digits, {SPECIAL}"
        )
