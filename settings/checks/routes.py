"""Rules between routes: hosts, the CDN's part of them, and gRPC."""

from components.container import WebSpec
from settings.derive.routes import Rule
from settings.derive.routing import Routing
from settings.parts import Draft


def check(draft: Draft, routing: Routing) -> None:
    """Report what only shows when routes are seen together."""
    _hosts(draft, routing)
    forwarded: dict[str, Rule] = {}
    for rule in routing.rules:
        if rule.part in routing.holders.values():
            continue
        if rule.host in routing.holders and forwarded.setdefault(rule.path, rule).part != rule.part:
            other = forwarded[rule.path].place[-1]
            draft.report.add(rule.place, f'behind a CDN a path leads to one part, and "{other}" leads elsewhere')
        _grpc(draft, rule, behind=rule.host in routing.holders)


def _hosts(draft: Draft, routing: Routing) -> None:
    domain, zone = draft.application.domain, draft.zone
    if not domain or not f".{domain}".endswith(f".{zone}"):
        return
    for rule in routing.rules:
        if rule.host == f"origin.{domain}" and routing.holders:
            text = f'"{rule.host}" is the name by which the CDN finds the gateway; choose another'
            draft.report.add(rule.place, text)
        elif not f".{rule.host}".endswith(f".{zone}"):
            draft.report.add(rule.place, f'"{rule.host}" lies outside the DNS zone "{zone}"; allowed: names within it')


def _grpc(draft: Draft, rule: Rule, *, behind: bool) -> None:
    part = draft.parts[rule.part]
    if not isinstance(part.spec, WebSpec) or part.spec.protocol != "grpc":
        return
    if rule.host is None:
        text = f"{rule.part} speaks grpc, which needs HTTPS, and this stack has no `domain`"
        draft.report.add(rule.place, text, part.place, ("domain",))
    elif behind:
        text = f"{rule.part} speaks grpc, which does not pass a CDN; allowed: a host without a static frontend"
        draft.report.add(rule.place, text, part.place)
