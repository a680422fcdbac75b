"""What operators are told: addresses of alarms, origins of browsers."""

import re

from settings.parts import Draft

_EMAIL = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


def check(draft: Draft) -> None:
    """Report addresses that nobody has and origins that no browser sends."""
    for position, address in enumerate(draft.application.alarms.email):
        if not _EMAIL.fullmatch(address):
            draft.report.add(("alarms", "email", position), f'"{address}" is no e-mail address')
    domain = draft.application.domain
    for name, bucket in draft.application.buckets.items():
        for position, origin in enumerate(bucket.cors):
            place = ("buckets", name, "cors", position)
            if "{domain}" in origin and domain is None:
                draft.report.add(place, f'"{origin}" needs `domain`, and this stack has none', ("domain",))
            elif not _ORIGIN.fullmatch(origin.replace("{domain}", domain or "")):
                draft.report.add(
                    place, f'"{origin}" is no origin; allowed: scheme and host, like "https://app.example.com"'
                )
