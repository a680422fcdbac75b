"""What every container on a Docker host must hold, by itself: the checks of the rows DK-02 to DK-14."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Where
from policies.pack.predicates import (
    Predicate,
    Verdict,
    contains,
    differs_from,
    is_set,
    number,
    one_of,
)
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown
from policies.rules.container_users import not_root
from policies.rules.docker.helpers import is_guard, no_helper
from policies.rules.docker.images import pinned
from policies.rules.docker.kinds import CONTAINER, is_no_proxy, open_networks
from policies.rules.docker.mounts import no_host_path
from policies.rules.docker.ports import only_on_loopback
from policies.rules.docker.servers import serves
from policies.rules.docker.variables import OpenEnvironment

HARMLESS_CAPABILITIES = frozenset({"CHOWN", "NET_BIND_SERVICE", "CAP_CHOWN", "CAP_NET_BIND_SERVICE"})
"""What may be added back: giving files away in one's own volumes, and ports below 1024."""


def _harmless() -> Predicate:
    def test(added: object) -> Verdict:
        names = added if isinstance(added, list) else [] if added in (Marker.MISSING, None) else [added]
        if any(name not in list(HARMLESS_CAPABILITIES) for name in names if name is not Marker.UNKNOWN):
            return False
        return Marker.UNKNOWN if has_unknown(names) else True

    return Predicate(f"nothing but {' or '.join(sorted(HARMLESS_CAPABILITIES))}", test)


def _no_new_privileges() -> Predicate:
    def test(options: object) -> Verdict:
        listed = options if isinstance(options, list) else []
        if any(
            option in ("no-new-privileges", "no-new-privileges:true", "no-new-privileges=true") for option in listed
        ):
            return True
        return Marker.UNKNOWN if has_unknown(listed) else False

    return Predicate("a list with no-new-privileges:true", test)


def _read_only() -> Predicate:
    """Read-only, or written to by nobody: Docker refuses to put a file into a read-only root before the start."""

    def test(container: object) -> Verdict:
        box = container if isinstance(container, dict) else {}
        own, user, uploads = (box.get(name, Marker.MISSING) for name in ("readOnly", "user", "uploads"))
        uploaded = isinstance(uploads, list) and bool(uploads)
        if own is True or (uploaded and not_root().test(user) is True):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in (own, user, uploads) else False

    return Predicate("true", test, lambda _: "false, and no file is put into it for a user that is not root")


def _positive() -> Predicate:
    def test(value: object) -> Verdict:
        try:
            found = float(value) if isinstance(value, str) else number(value)
        except ValueError:
            return False
        return found is not None and found > 0

    return Predicate("a limit", test)


def _guards_on_internal_networks(graph: Graph, container: Resource) -> Iterator[Finding]:
    """The one that holds the daemon's socket is asked from inside alone."""
    if not is_guard(container.properties):
        return
    for network, unknown in open_networks(graph, container):
        found = f"holds the Docker socket and is on {network.name}, which is not internal"
        yield Finding(container, "networksAdvanced", found, "put it on internal networks only", unknown)


def _every(path: str, predicate: Predicate, remedy: str = "", when: Applies | None = None) -> Requirement:
    return Requirement(CONTAINER, path, predicate, remedy, when=when)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DK-02": (
        Where(
            CONTAINER,
            is_no_proxy,
            (Demand("ports[]", only_on_loopback(), "set ip to 127.0.0.1, and let the proxy hand requests on"),),
        ),
    ),
    "DK-03": (_every("privileged", differs_from(True), "remove it, and add the one capability that is needed"),),
    "DK-04": (
        _every("capabilities.drops", contains("ALL"), 'set it to ["ALL"]'),
        _every("capabilities.adds", _harmless()),
    ),
    "DK-05": (_every("securityOpts", _no_new_privileges(), "add no-new-privileges:true"),),
    "DK-06": (
        Requirement(
            CONTAINER, "", _read_only(), "set readOnly to true, with tmpfs for what is written", label="readOnly"
        ),
    ),
    "DK-07": (_every("user", not_root(), "set it to a number other than 0", no_helper()),),
    "DK-08": tuple(
        _every(name, differs_from("host"), "remove it") for name in ("pidMode", "ipcMode", "networkMode", "usernsMode")
    ),
    "DK-09": (
        Requirement(CONTAINER, "volumes[].hostPath", no_host_path(), "use a volume", when=no_helper()),
        Requirement(CONTAINER, "mounts[]", no_host_path(), "use a volume", when=no_helper()),
        GraphCheck(CONTAINER, _guards_on_internal_networks),
    ),
    "DK-10": (
        _every("memory", _positive(), "set the megabytes it may take"),
        _every("cpus", _positive(), "set the processors it may take"),
    ),
    "DK-11": (Where(CONTAINER, serves, (Demand("healthcheck.tests", is_set(), "say how to ask whether it is well"),)),),
    "DK-12": (
        _every("logDriver", one_of("json-file", "local")),
        _every("logOpts.max-size", is_set(), 'set it, to "10m" for instance'),
        _every("logOpts.max-file", is_set(), 'set it, to "3" for instance'),
    ),
    "DK-13": (GraphCheck(CONTAINER, pinned),),
    "DK-14": (OpenEnvironment(CONTAINER),),
}
