"""Rules of the network: a private range, and a way out for those who need one."""

from ipaddress import IPv4Network, ip_network

from settings.parts import Draft

PRIVATE = tuple(IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""Private ranges (RFC 1918)."""


def check(draft: Draft) -> None:
    """Report ranges that are not private, and containers that would wait for an answer from outside for ever."""
    network = draft.application.network
    place = ("network", "cidr")
    allowed = "allowed: a /16 to /20 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
    try:
        addresses = ip_network(network.cidr)
    except ValueError:
        draft.report.add(place, f'"{network.cidr}" is no range: address and length do not fit; {allowed}')
    else:
        if not any(isinstance(addresses, IPv4Network) and addresses.subnet_of(private) for private in PRIVATE):
            draft.report.add(place, f'"{network.cidr}" is not private; {allowed}')
    if network.nat != "none":
        return
    if draft.application.tracing is not None:
        text = "cannot be reached: `network.nat: none` leaves no way to the internet; allowed: leave it out"
        draft.report.add(("traces",), text, ("network", "nat"))
    for part, spec in draft.containers():
        outside = [port for port in spec.outbound_ports if port != 443]
        if outside:
            text = f"{outside[0]} cannot be reached: `network.nat: none` leaves no way to the internet; allowed: [443]"
            draft.report.add((*part.place, "outbound_ports"), text, ("network", "nat"))
