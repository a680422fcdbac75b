"""How long things last, on every cloud."""

KEPT_DAYS = 365
"""Days that an older state can be brought back."""
HOUR = 3600
"""Seconds of a look at stacks."""
LONGEST = 2 * HOUR
"""Seconds of a deployment: a database in two zones and a CDN take one hour, at worst."""
