"""Rules of every container: size, user, folders, ports, and one source for each variable."""

import re
from itertools import chain

from components.container import ContainerSpec, WebSpec
from components.volumes import member
from settings.parts import Draft, Part

MEMORY = {
    0.25: (512, 1024, 2048),
    0.5: range(1024, 4097, 1024),
    1: range(2048, 8193, 1024),
    2: range(4096, 16385, 1024),
    4: range(8192, 30721, 1024),
    8: range(16384, 61441, 4096),
}
"""vCPU -> memory in MiB that goes with it. Source: AWS Fargate, "Task CPU and memory"."""

_PATH = re.compile(r"/|(/[A-Za-z0-9._~-]+)+")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?")


def check(draft: Draft) -> None:
    """Report what is wrong within a container's section."""
    for part, spec in draft.containers():
        _size(draft, part, spec)
        _user_and_folders(draft, part, spec)
        _outbound(draft, part, spec)
        _sources(draft, part, spec)
        _scrape(draft, part, spec)
        if isinstance(spec, WebSpec):
            _ports(draft, part, spec)
        if spec.command == []:
            draft.report.add((*part.place, "command"), "an empty list runs nothing; leave it out for the image's own")


def _size(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    choices = MEMORY[spec.cpu]
    if spec.memory not in choices:
        cpu, memory = (*part.place, "cpu"), (*part.place, "memory")
        steps = ", ".join(str(choice) for choice in choices)
        if isinstance(choices, range):
            steps = f"{choices[0]} to {choices[-1]} in steps of {choices.step}"
        draft.report.add(memory, f"{spec.memory} MiB does not go with {spec.cpu:g} vCPU; allowed: {steps}", cpu)


def _user_and_folders(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    if spec.user is not None and not _USER.fullmatch(spec.user):
        draft.report.add((*part.place, "user"), f'"{spec.user}" is no user; allowed: "1000", "1000:1000", a name, null')
    for position, folder in enumerate(spec.writable):
        place = (*part.place, "writable", position)
        if not folder.startswith("/") or folder == "/" or ".." in folder.split("/"):
            draft.report.add(
                place, f'"{folder}" cannot be made writable; allowed: an absolute path below /, like "/tmp"'
            )
        elif folder in spec.writable[:position]:
            draft.report.add(place, f'"{folder}" is named twice; keep one')
    seen = dict.fromkeys(spec.writable, "writable")
    for name, folder in spec.volumes.items():
        place = (*part.place, "volumes", name)
        if ".." in folder.split("/"):
            draft.report.add(place, f'"{folder}" cannot be a volume; allowed: an absolute path below /, like "/data"')
        elif folder in seen:
            draft.report.add(place, f'"{folder}" is in `{seen[folder]}` already; keep one', (*part.place, "writable"))
        seen.setdefault(folder, f"volumes.{name}")
    if spec.volumes and member(part.name) in draft.parts:
        text = f"{member(part.name)} is what its file system is called, and a part has that name; rename one"
        draft.report.add((*part.place, "volumes"), text)


def _outbound(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    place = (*part.place, "outbound_ports")
    for position, port in enumerate(spec.outbound_ports):
        if port in spec.outbound_ports[:position]:
            draft.report.add((*place, position), f"port {port} is used twice; keep one")
    if 443 not in spec.outbound_ports and draft.report.intact(place):
        draft.report.add(place, "443 is missing: the image, the secrets and the logs of a container travel over it")


def _scrape(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    port, path = spec.scraped or (None, "/")
    place = (*part.place, "scrape")
    if not _PATH.fullmatch(path):
        draft.report.add(place, f'"{spec.scrape}" is no path; allowed: a path like "/metrics" or ":9191/metrics"')
    elif spec.scrape and port is None and not isinstance(spec, WebSpec):
        draft.report.add(place, f'a {part.kind} has no `port`; allowed: a port and a path, like ":9191/metrics"')
    elif port is not None and not 1 <= port <= 65535:
        draft.report.add(place, f"{port} is no port; allowed: 1 to 65535")


def _ports(draft: Draft, part: Part, spec: WebSpec) -> None:
    """A port has one meaning."""
    taken = {spec.port: "`port`"}
    for name, port in spec.private_ports.items():
        place = (*part.place, "private_ports", name)
        if port in taken:
            draft.report.add(place, f"{port} is {taken[port]} already; allowed: another port", (*part.place, "port"))
        taken.setdefault(port, f"`private_ports.{name}`")


def _sources(draft: Draft, part: Part, spec: ContainerSpec) -> None:
    """Each variable comes from one place only."""
    seen: dict[str, str] = dict.fromkeys(spec.variables, "variables")
    lists = {"secrets": spec.secrets, "optional_secrets": spec.optional_secrets, "generate": spec.generate}
    named = chain.from_iterable(((key, at, name) for at, name in enumerate(names)) for key, names in lists.items())
    for key, position, name in named:
        place = (*part.place, key, position)
        if name in seen:
            draft.report.add(place, f"{name} has its value from `{seen[name]}` already; keep one of the two")
        elif name == "PORT" and isinstance(spec, WebSpec):
            draft.report.add(place, "PORT has its value from `port`; leave it out here")
        seen.setdefault(name, key)
