"""The command `groundwork`: what people ask before there is a stack."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence

from components.clouds.alicloud import preflight

PREPARATIONS: Mapping[str, Callable[[], Iterable[str]]] = {"alicloud": preflight.everything}
"""Cloud -> what its account needs once, by hand."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="groundwork", description="Answers about a cloud account.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    doctor = verbs.add_parser("doctor", help="what an account needs once before its first stack")
    doctor.add_argument("cloud", choices=sorted(PREPARATIONS))
    chosen = parser.parse_args(arguments)
    print(f"Once for every {chosen.cloud} account, as its administrator; a preview tells what of it is missing:")
    for number, step in enumerate(PREPARATIONS[chosen.cloud](), start=1):
        print(f"{number:>3}. {step}")
    return 0
