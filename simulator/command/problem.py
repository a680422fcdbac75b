"""How the command refuses."""

USAGE = 2
"""Exit code of a command that was asked for something it cannot do; Pulumi's own for bad flags and configuration."""


class CommandError(Exception):
    """One sentence for the person at the keyboard: what is wrong and what is allowed."""
