"""Two kinds of container that may do what no other may: one that prepares a folder, one that guards the daemon."""

from collections.abc import Mapping

from policies.pack.checks import Applies
from policies.pack.predicates import Predicate, Verdict
from policies.pack.values import Marker, has_unknown

TELLING = (
    "readOnly",
    "privileged",
    "capabilities",
    "securityOpts",
    "mustRun",
    "networkMode",
    "publishAllPorts",
    "ports",
)
"""What tells such a container from others, beside what it mounts."""
SOCKETS = frozenset({"/var/run/docker.sock", "/run/docker.sock"})
"""Where the Docker daemon listens: who can write there owns the host."""


def is_preparation(container: object) -> bool:
    """Whether this hands a folder to its user and ends: no network, nothing to write to but its volumes, only CHOWN.

    A new volume belongs to root, and only root may give it away.
    """
    box = _object(container)
    once = box.get("mustRun") is False and box.get("networkMode") == "none"
    return once and not _publishes(box) and _confined(box, {"CHOWN"})


def is_guard(container: object) -> bool:
    """Whether this stands before the daemon's socket: it publishes nothing, can write nothing, has no capability.

    The socket belongs to root or to a group whose number differs from host to host. That its networks are internal is
    for the graph to tell.
    """
    box = _object(container)
    holds = any(isinstance(source, str) and source in SOCKETS for source in sources(box))
    return holds and not _publishes(box) and _confined(box, set())


def sources(container: Mapping[str, object]) -> list[object]:
    """What of the host is mounted."""
    volumes = [_object(item).get("hostPath") for item in _listed(container.get("volumes"))]
    mounts = [_object(item) for item in _listed(container.get("mounts"))]
    return [*volumes, *(mount.get("source") for mount in mounts if mount.get("type") != "volume")]


def no_helper() -> Applies:
    """Every container but these two kinds."""

    def test(container: object) -> Verdict:
        if is_preparation(container) or is_guard(container):
            return False
        box = _object(container)
        mounted = (box.get("volumes"), box.get("mounts"), *sources(box))
        unsure = Marker.UNKNOWN in mounted or any(has_unknown(box.get(name)) for name in TELLING)
        return Marker.UNKNOWN if unsure else True

    return Applies("", Predicate("no helper", test))


def _confined(box: Mapping[str, object], may: set[str]) -> bool:
    capabilities = _object(box.get("capabilities"))
    options = _listed(box.get("securityOpts"))
    added = {str(name).removeprefix("CAP_") for name in _listed(capabilities.get("adds"))}
    return (
        box.get("readOnly") is True
        and box.get("privileged") is not True
        and "ALL" in _listed(capabilities.get("drops"))
        and added <= may
        and any(str(option).startswith("no-new-privileges") for option in options)
    )


def _publishes(box: Mapping[str, object]) -> bool:
    return bool(box.get("ports")) or box.get("publishAllPorts") is True


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
