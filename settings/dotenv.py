"""Prints a sample environment file: `python -m settings.dotenv [-C project] --stack dev [PART]`.

Of a part: every variable that it will have. Without one: the operator's secrets, which `./server` reads from `.env`.
Plain values stand there as they are, what only a running stack knows is described, and no secret has a value.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from components.connection import Facet, Template
from settings.application import Application
from settings.derive import secrets
from settings.derive.facets import DRIVER
from settings.problems import Problems
from settings.stack import ContainerPart, Stack
from settings.tracked import read

PLAIN = re.compile(r"[A-Za-z0-9_./:@%+,=-]*")
"""What a shell, and every reader of such files, takes without quotes."""

HERE = "127.0.0.1"


def of_part(stack: Stack, name: str) -> str:
    """The variables of one part; KeyError when the stack runs none of that name."""
    part = stack.containers[name]
    head = f"# {stack.application}: what {name} is told in {stack.name}, for a copy of it that runs by itself."
    return "\n".join([head, *_variables(stack, part), *_secrets(part)]) + "\n"


def of_root(application: Application, stack: Stack) -> str:
    """The operator's secrets: whose they are, and which may be left out."""
    shared = secrets.shared(application, stack.cloud, stack.cloud_settings)
    needed = {secret for part in stack.containers.values() for secret in secrets.asked(part.spec)}
    wanted: dict[str, list[str]] = {}
    for name, part in stack.containers.items():
        for secret in dict.fromkeys((*secrets.asked(part.spec), *part.spec.optional_secrets)):
            wanted.setdefault(secret, []).append(name)
    lines = [f"# {stack.application}: the secrets of {stack.name} that are yours to set."]
    for secret, place in shared.items():
        lines += [f"# of the stack ({place})", f"{secret}="]
    for secret, parts in sorted(wanted.items()):
        if secret in shared:
            continue
        left_out = secret not in needed
        owners = f"# of {', '.join(parts)}{'; may be left out' if left_out else ''}"
        lines += [owners, _assigned(secret, left_out=left_out)]
    return "\n".join(lines) + "\n"


def _variables(stack: Stack, part: ContainerPart) -> Iterator[str]:
    for name, template in part.variables.items():
        known = _known(stack, template)
        if known is None:
            yield f"# {_described(stack, template)}"
        yield f"{name}={_quoted(known or '')}"


def _secrets(part: ContainerPart) -> Iterator[str]:
    needed = set(secrets.asked(part.spec))
    for name in (*part.spec.secrets, *part.spec.optional_secrets):
        left_out = name not in needed
        yield f"# secret: yours to set{'; may be left out' if left_out else ''}"
        yield _assigned(name, left_out=left_out)
    for name, secret in part.told_secrets.items():
        yield f"# secret: yours to set, as {secret} of the stack"
        yield _assigned(name, left_out=False)
    for name in part.spec.generate:
        yield "# secret: the stack makes one of its own; any long text will do here"
        yield _assigned(name, left_out=False)


def _assigned(name: str, *, left_out: bool) -> str:
    return f"# {name}=" if left_out else f"{name}="


def _known(stack: Stack, template: Template) -> str | None:
    """The value, where no facet in it is a secret or known to a running stack only."""
    found = [segment if isinstance(segment, str) else _local(stack, segment) for segment in template.segments]
    return None if None in found else "".join(segment for segment in found if segment is not None)


def _local(stack: Stack, facet: Facet) -> str | None:
    """What a facet is on the machine of a developer: of the stores that the stack publishes there, of its buckets."""
    store = stack.database if facet.part == "database" else None
    published = stack.cloud_settings.published.get(facet.part)
    known = {
        **({"driver": DRIVER[stack.cloud], "region": stack.region} if facet.part in stack.buckets else {}),
        **({"host": HERE, "port": str(published)} if published is not None else {}),
        **({"name": store.name, "user": store.user} if store is not None else {}),
    }
    return known.get(facet.key) or None


def _described(stack: Stack, template: Template) -> str:
    facets = [segment for segment in template.segments if isinstance(segment, Facet)]
    text = ", ".join(f"{facet.key} of {facet.part}" for facet in facets)
    addresses = [address for facet in facets if (address := _address(stack, facet))]
    return f"{text}: known where the stack runs{''.join(f'; here: {address}' for address in addresses)}"


def _address(stack: Stack, facet: Facet) -> str | None:
    """The form of a store's address here, where the stack publishes it; the password stays out."""
    port = stack.cloud_settings.published.get(facet.part)
    if port is None or not facet.key.startswith("url"):
        return None
    if facet.part == "database" and stack.database is not None:
        scheme = f"postgresql{facet.key.removeprefix('url')}"
        return f"{scheme}://{stack.database.user}:<password>@{HERE}:{port}/{stack.database.name}"
    return f"redis://:<password>@{HERE}:{port}/{facet.key.partition('/')[2] or 0}"


def _quoted(value: str) -> str:
    if PLAIN.fullmatch(value):
        return value
    return f"'{value}'" if "'" not in value else '"' + re.sub(r'([\\"$`])', r"\\\1", value) + '"'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="settings.dotenv", description="Prints a sample environment file.")
    parser.add_argument("-C", dest="project", type=Path, default=Path(), help="the project's folder; here by default")
    parser.add_argument("--stack", required=True, help="name of the stack")
    parser.add_argument("part", nargs="?", metavar="PART", help="a part; default: the operator's secrets, for the root")
    chosen = parser.parse_args(arguments)
    try:
        application, stack = read(chosen.project.resolve(), chosen.stack)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    if chosen.part is not None and chosen.part not in stack.containers:
        print(f'no container is called "{chosen.part}"; there are {", ".join(stack.containers)}', file=sys.stderr)
        return 1
    print(of_root(application, stack) if chosen.part is None else of_part(stack, chosen.part), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
