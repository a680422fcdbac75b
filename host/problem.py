"""What a person did not mean, or can mend."""


class HostError(Exception):
    """One sentence that says what is wrong and what to do."""
