"""How `simulate` speaks besides Pulumi: on standard error, so that `--json` stays JSON."""

import sys


def say(sentence: str) -> None:
    """Tell the person one thing."""
    print(f"simulate: {sentence}", file=sys.stderr, flush=True)
