"""How setting up fails."""


class SetupError(Exception):
    """One sentence: what is missing and what to do about it."""
