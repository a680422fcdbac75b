"""Where a container's published port is reachable, and which ports may be reached from everywhere."""

import ipaddress
from collections.abc import Callable

from policies.pack.predicates import Predicate, Verdict, number, spell
from policies.pack.values import Marker
from policies.rules.openings import HIGH_RISK_PORTS, MORE_HIGH_RISK_PORTS, WEB_PORTS


def only_on_loopback() -> Predicate:
    """A published port that only this host reaches: without an address it is open on every one the host has."""
    return _on_loopback_or("a port on 127.0.0.1", lambda _: False)


def web_or_on_loopback() -> Predicate:
    """A published port that is one of the web's, or that only this host reaches."""
    return _on_loopback_or("port 80 or 443, or a port on 127.0.0.1", lambda external: external in WEB_PORTS)


def no_high_risk_port() -> Predicate:
    """A published port that is none of the high-risk ones, or that only this host reaches."""
    risky = HIGH_RISK_PORTS | MORE_HIGH_RISK_PORTS
    return _on_loopback_or("no high-risk port", lambda external: external is not None and external not in risky)


def for_developers(container: object) -> bool:
    """Whether a container publishes ports, and all of them to this host alone."""
    listed = container.get("ports") if isinstance(container, dict) else None
    judge = only_on_loopback().test
    return isinstance(listed, list) and bool(listed) and all(judge(port) is True for port in listed)


def _on_loopback_or(wants: str, allows: Callable[[float | None], bool]) -> Predicate:
    def test(port: object) -> Verdict:
        fields = port if isinstance(port, dict) else {}
        address = fields.get("ip", Marker.MISSING)
        if _is_loopback(address):
            return True
        external = fields.get("external", Marker.MISSING)
        if external is not Marker.UNKNOWN and allows(number(external)):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in (port, address, external) else False

    return Predicate(wants, test, _show)


def _is_loopback(address: object) -> bool:
    try:
        return ipaddress.ip_address(str(address)).is_loopback
    except ValueError:
        return False


def _show(port: object) -> str:
    fields = port if isinstance(port, dict) else {}
    shown = fields.get("external", fields.get("internal", Marker.MISSING))
    return f"port {spell(shown)} on {spell(fields['ip']) if fields.get('ip') else 'every address of the host'}"
