"""Options that several verbs have."""

import argparse
from pathlib import Path

from rich.console import Console

from groundwork.engine import Engine
from simulator.command.project import Project


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


def base(parser: argparse.ArgumentParser) -> None:
    """Which commit stands for what runs now."""
    parser.add_argument(
        "--base",
        default="",
        metavar="REVISION",
        help="what runs now is what this commit would run; only on the simulated cloud",
    )


def prices(parser: argparse.ArgumentParser) -> None:
    """By which prices a bill is reckoned."""
    parser.add_argument(
        "--prices", type=Path, metavar="FILE", help="a price file of your own, in the form of Groundwork's"
    )


def described(chosen: argparse.Namespace) -> Project:
    """The project in the chosen folder, as its Pulumi.yaml has it; raises ProblemError."""
    return Engine(chosen.cwd.resolve()).described


def engine(chosen: argparse.Namespace) -> Engine:
    """Pulumi as the options say it; on standard error it tells what it is at."""
    console = Console(stderr=True, highlight=False, markup=False)
    return Engine(chosen.cwd.resolve(), real=chosen.real, progress=lambda what: console.print(f"{what} …", style="dim"))
