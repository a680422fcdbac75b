"""Options that several verbs have."""

import argparse
from pathlib import Path

from rich.console import Console

from groundwork.engine import Engine


def folder(parser: argparse.ArgumentParser) -> None:
    """Where the project is."""
    parser.add_argument(
        "-C", "--cwd", type=Path, default=Path(), metavar="FOLDER", help="the project's folder; here by default"
    )


def project(parser: argparse.ArgumentParser) -> None:
    """Where the project is, and whom to ask."""
    folder(parser)
    parser.add_argument(
        "--real", action="store_true", help="ask `pulumi` and the account at hand, not the simulated cloud"
    )


def stack(parser: argparse.ArgumentParser) -> None:
    """Which stack."""
    parser.add_argument("-s", "--stack", required=True, metavar="STACK", help="name of the stack")


def engine(chosen: argparse.Namespace) -> Engine:
    """Pulumi as the options say it; on a terminal it tells what it is at."""
    console = Console(stderr=True, highlight=False)
    return Engine(chosen.cwd.resolve(), real=chosen.real, progress=lambda what: console.print(f"{what} …", style="dim"))
