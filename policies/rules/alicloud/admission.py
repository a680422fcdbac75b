"""Which addresses a store on Alibaba Cloud admits."""

import ipaddress

from policies.pack.predicates import Predicate, Verdict
from policies.pack.values import Marker


def private_address() -> Predicate:
    """An address or range of private networks, or of the machine itself."""
    return Predicate("a private address", _is_private)


def private_addresses() -> Predicate:
    """Such addresses in one text, with commas between them; absent is the machine itself."""

    def test(text: object) -> Verdict:
        return text is Marker.MISSING or all(_is_private(part.strip()) for part in str(text).split(",") if part.strip())

    return Predicate("private addresses", test)


def _is_private(text: object) -> bool:
    try:
        return ipaddress.ip_network(str(text), strict=False).is_private
    except ValueError:
        return False
