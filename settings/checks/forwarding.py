"""Rules of what leaves the stack: the system that logs go on to, the one that traces go to."""

import ipaddress
from urllib.parse import urlsplit

from components.forwarding import ForwardSpec
from settings.parts import Draft
from settings.place import Place

INSIDE = (".internal", ".local")
"""How names end that no name server of the internet knows."""


def check(draft: Draft) -> None:
    """Report systems that are said twice or not at all, and addresses over which everybody could read along."""
    traces = draft.application.tracing
    if traces is not None:
        place = ("traces",) if isinstance(draft.application.traces, str) else ("traces", "endpoint")
        encrypted(draft, place, traces.endpoint)
    if draft.application.logs.forward is not None:
        _forward(draft, draft.application.logs.forward)


def _forward(draft: Draft, forward: ForwardSpec) -> None:
    place = ("logs", "forward")
    if len(forward.given) != 1:
        text = " and ".join(f"`{kind}`" for kind in forward.given) or "nothing"
        kinds = "allowed: exactly one of `loki`, `elasticsearch` and `datadog`"
        if all(draft.report.intact((*place, kind)) for kind in ("loki", "elasticsearch", "datadog")):
            draft.report.add(place, f"says {text}; {kinds}")
        return
    if forward.kind == "datadog" and forward.secret is None:
        text = "missing: Datadog takes nothing without a key; allowed: the name of the operator's secret that holds it"
        draft.report.add((*place, "secret"), text)
    encrypted(draft, (*place, forward.kind), forward.address)


def encrypted(draft: Draft, place: Place, address: str) -> None:
    """Report an address without TLS; a stack on one host may have one inside, where nobody reads along."""
    where = urlsplit(address)
    if where.scheme == "https":
        return
    if "http://" not in draft.configuration.cloud_settings().address_schemes:
        draft.report.add(place, f'"{where.scheme}" is not encrypted; allowed: an address that begins with https://')
    elif not inside(where.hostname or ""):
        text = f'"{where.scheme}" is not encrypted, and {where.hostname} is not inside'
        allowed = "https://, or a host by a name without dots, a name that ends with .internal, or a private address"
        draft.report.add(place, f"{text}; allowed: {allowed}")


def inside(host: str) -> bool:
    """Whether a host is the machine itself or one on a private network, as far as its name tells."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(INSIDE)
