"""Service level: what users got over four weeks, what they were to get, and what is left to lose.

The goals are the thresholds of the alarms: at most `error_percent` of answers fail, at most one in twenty takes
longer than `latency_p95_seconds`. Of such a budget 100 % are left when nothing was lost, and less than 0 % when the
goal was missed.
"""

DAYS = 28
"""Four whole weeks: every weekday counts as often as the others. Less where measurements are not kept as long."""

SLOW_PERCENT = 5
"""Of answers: what a ninety-fifth percentile leaves."""
