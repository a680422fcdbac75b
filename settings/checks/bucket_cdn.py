"""The CDN before a bucket: where there is one, and under which name it can answer."""

from settings.derive.buckets import cdn_hosts
from settings.derive.routing import Routing
from settings.parts import Draft


def refuse(draft: Draft, _region: str) -> None:
    """Report it on a cloud that has none."""
    for name in cdn_hosts(draft):
        text = (
            "is a CDN of Alibaba Cloud, and signed links lead to the bucket itself here; allowed: under "
            "`groundwork:cloud_overrides: {alicloud: …}` of the stack"
        )
        draft.report.refuse(("buckets", name, "cdn"), text)


def check(draft: Draft, routing: Routing) -> None:
    """Report names that nobody could be led to, or that somebody else answers for."""
    taken = {rule.host: f'the route "{rule.place[-1]}"' for rule in reversed(routing.rules)}
    if routing.entry:
        taken = dict.fromkeys((routing.entry.host, *routing.entry.alternative_hosts), "the entry") | taken
    for name, host in cdn_hosts(draft).items():
        place, zone = ("buckets", name, "cdn"), draft.zone
        if zone is None or "{domain}" in host:
            draft.report.add(place, f'"{host}" needs `domain`, and this stack has none', ("domain",))
        elif not f".{host}".endswith(f".{zone}"):
            draft.report.add(place, f'"{host}" lies outside the DNS zone "{zone}"; allowed: names within it')
        elif host in taken:
            draft.report.add(place, f'"{host}" is answered for by {taken[host]}; choose another')
        taken.setdefault(host, f"the bucket {name}")
