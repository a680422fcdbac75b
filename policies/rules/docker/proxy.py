"""What the proxy before everything on a Docker host must hold."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import number
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown, plain
from policies.rules.docker.kinds import CONTAINER, is_proxy
from policies.rules.docker.ports import only_on_loopback

HTTP, HTTPS = 80, 443
HSTS = "strict-transport-security"


def _open_ports(proxy: Resource) -> list[object]:
    """The ports under which everybody reaches it."""
    listed = proxy.properties.get("ports")
    loopback = only_on_loopback().test
    return [
        port.get("external", Marker.UNKNOWN) if isinstance(port, dict) else port
        for port in (listed if isinstance(listed, list) else [listed])
        if port is not None and loopback(port) is not True
    ]


def _speaks_https(graph: Graph, proxy: Resource) -> Iterator[Finding]:
    """A proxy that everybody reaches is reached on 443."""
    ports = _open_ports(proxy) if is_proxy(graph, proxy) else []
    if ports and not any(number(port) == HTTPS for port in ports):
        unknown = has_unknown(ports)
        yield Finding(proxy, "ports", "has no port 443", "give the stack a domain, which brings a certificate", unknown)


def _says_stay_with_https(graph: Graph, proxy: Resource) -> Iterator[Finding]:
    """A proxy that everybody reaches on 443 sets the header by which browsers stay there."""
    if not is_proxy(graph, proxy) or not any(number(port) == HTTPS for port in _open_ports(proxy)):
        return
    places = {name: proxy.properties.get(name) for name in ("uploads", "envs", "command", "entrypoints")}
    if HSTS in repr(plain(places)).lower():
        return
    remedy = "set Strict-Transport-Security, for a year"
    yield Finding(proxy, "uploads", "sets no Strict-Transport-Security", remedy, has_unknown(places))


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "LB-01": (GraphCheck(CONTAINER, _speaks_https),),
    "ED-09": (GraphCheck(CONTAINER, _says_stay_with_https),),
}
