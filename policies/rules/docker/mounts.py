"""What of the host no container may see."""

from pathlib import PurePosixPath

from policies.pack.predicates import Predicate, Verdict, spell
from policies.pack.values import Marker
from policies.rules.docker.helpers import SOCKETS

ROOTS = frozenset(
    {
        "/",
        "/bin",
        "/dev",
        "/home",
        "/lib",
        "/lib64",
        "/opt",
        "/proc",
        "/run",
        "/sbin",
        "/srv",
        "/usr",
        "/var",
        "/var/run",
    }
)
"""Folders whose own mounting hands over much more than one application's files."""
WHOLLY = ("/boot", "/etc", "/root", "/sys", "/var/lib/docker", "/var/lib/containerd", "/run/containerd")
"""Folders of which nothing may be mounted: passwords, keys, the kernel, other containers' files."""


def no_host_path() -> Predicate:
    """A path of the host, or a mount with one as `source`, that hands over neither the daemon nor the system."""

    def test(item: object) -> Verdict:
        source = _source(item)
        if source is Marker.UNKNOWN:
            return Marker.UNKNOWN
        return not (isinstance(source, str) and _is_system(source))

    return Predicate("a folder of the application's own", test, lambda item: f"{spell(_source(item))} of the host")


def _source(item: object) -> object:
    if not isinstance(item, dict):
        return item
    kind = item.get("type", Marker.MISSING)
    if Marker.UNKNOWN in (kind, item.get("source")):
        return Marker.UNKNOWN
    return Marker.MISSING if kind in ("volume", "tmpfs") else item.get("source", Marker.MISSING)


def _is_system(source: str) -> bool:
    path = PurePosixPath(source)
    text = str(path)
    return text in ROOTS | SOCKETS or any(text == root or text.startswith(f"{root}/") for root in WHOLLY)
