"""The command line: `./server VERB`."""

import argparse
import subprocess
import sys
from pathlib import Path

from host import verbs
from host.problem import HostError
from host.project import Project

DESCRIPTION = "An application on one Docker host. Every verb is a thin call of pulumi or docker."


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        parser.print_help()
        return 0
    try:
        return options.run(Project.read(Path(options.directory).absolute(), options.stack), options)
    except HostError as problem:
        print(f"server: {problem}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as problem:
        return problem.returncode
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="server", description=DESCRIPTION)
    parser.add_argument(
        "-C", dest="directory", default=".", help="folder of the project (Pulumi.yaml); default: this one"
    )
    parser.add_argument("--stack", default="local", help="the stack; default: local")
    found = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    for verb in verbs.ALL:
        each = found.add_parser(verb.name, help=verb.help, description=verb.help)
        each.set_defaults(run=verb.run)
        for flag, settings in verb.arguments.items():
            each.add_argument(flag, **settings)
    found.add_parser("help", help="list the verbs").set_defaults(run=None)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
