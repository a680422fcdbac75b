"""Who sends to the stack's topic: services that its policy, and that of its key, let in."""

from collections.abc import Mapping

from components.platform import PlatformArgs


def senders(args: PlatformArgs) -> Mapping[str, str]:
    """Return what is sent, in one word -> the service that sends it."""
    always = {"Alarms": "cloudwatch.amazonaws.com"}
    return {**always, "Budget": "budgets.amazonaws.com"} if args.budget else always
