"""The certificate that the operator brings: it must fit the stack's host names, and still be valid for a while."""

import datetime as dt
from pathlib import Path

from components.spec import RENEWAL_DAYS, CertificateSpec
from settings.derive.buckets import cdn_hosts
from settings.derive.routing import Routing
from settings.parts import Draft
from settings.validation import FILLER


def check(draft: Draft, routing: Routing) -> None:
    """Report files that cannot be used; warn of a certificate that ends soon."""
    cloud, brought = draft.configuration.cloud, draft.configuration.cloud_settings().brought
    if brought is None or FILLER in (brought.chain, brought.key):
        return
    where, files = f"groundwork:{cloud}.certificate", {"chain": brought.chain, "key": brought.key}
    absent = {key: name for key, name in files.items() if not Path(draft.project, name).is_file()}
    for key, name in absent.items():
        draft.report.line(draft.stack_file, f"{where}.{key}", f'there is no file "{name}" in the project')
    if not absent:
        _look(draft, brought, where, _hosts(draft, routing))


def _hosts(draft: Draft, routing: Routing) -> list[str]:
    """Every host name of the stack."""
    entry = (routing.entry.host, *routing.entry.alternative_hosts) if routing.entry else ()
    named = dict.fromkeys((*(rule.host for rule in routing.rules), *entry, *cdn_hosts(draft).values()))
    return [host for host in named if host]


def _look(draft: Draft, brought: CertificateSpec, where: str, hosts: list[str]) -> None:
    from components import certificate

    try:
        found = certificate.read(brought, draft.project)
    except certificate.UnusableError as problem:
        draft.report.line(draft.stack_file, f"{where}.{problem.file}", str(problem))
        return
    now, chain = dt.datetime.now(dt.UTC), f"{where}.chain"
    for host in hosts:
        if not found.covers(host):
            names = ", ".join(found.names) or "no host name"
            text = f"the certificate is for {names}, and not for {host}; allowed: one for {', '.join(hosts)}"
            draft.report.line(draft.stack_file, chain, text)
            break
    if found.begins > now:
        text = f"the certificate begins on {found.begins:%Y-%m-%d}; allowed: one that is valid today"
        draft.report.line(draft.stack_file, chain, text)
    elif found.ends <= now:
        text = f"the certificate ended on {found.ends:%Y-%m-%d}; allowed: one that is valid today"
        draft.report.line(draft.stack_file, chain, text)
    elif found.ends - now <= dt.timedelta(days=RENEWAL_DAYS):
        text = f"the certificate ends on {found.ends:%Y-%m-%d}; put its successor into the same files, and update"
        draft.report.warn(draft.stack_file, chain, text)
