"""Where the tiers of a network lie: on every cloud alike."""

from collections.abc import Mapping

TWO_ZONES: Mapping[str, tuple[str, str, str]] = {
    "network-public-1": ("10.20.0.0/20", "eu-central-1a", "public"),
    "network-public-2": ("10.20.16.0/20", "eu-central-1b", "public"),
    "network-app-1": ("10.20.64.0/20", "eu-central-1a", "app"),
    "network-app-2": ("10.20.80.0/20", "eu-central-1b", "app"),
    "network-data-1": ("10.20.128.0/20", "eu-central-1a", "data"),
    "network-data-2": ("10.20.144.0/20", "eu-central-1b", "data"),
}
"""Name -> addresses, zone and tier."""
