"""What ends a command of `groundwork` early, as a sentence."""


class ProblemError(Exception):
    """Says what is wrong and what would help; people read it as it is."""
