"""Headers that protect a browser: what the answers of every entry carry."""

from collections.abc import Mapping

YEAR_SECONDS = 31536000

TRANSPORT = "Strict-Transport-Security"

PROTECTING: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-XSS-Protection": "1; mode=block",
}
"""Content is what its type says, no foreign frames, no paths told to other sites, and what old browsers look for."""


def transport(*, subdomains: bool) -> str:
    """HTTPS and nothing else for a year, with `subdomains` for all names below as well (RFC 6797, section 6.1)."""
    return f"max-age={YEAR_SECONDS}; includeSubDomains" if subdomains else f"max-age={YEAR_SECONDS}"
