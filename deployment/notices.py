"""Who is told of a stack's alarms besides those whom the alarms tell themselves."""

from components.platform import Platform
from components.webhook import Webhook, WebhookArgs


def send(platform: Platform) -> None:
    """Lead the stack's alarms to its webhook, where the cloud has noted which they are; call it after the last."""
    address = platform.args.webhook
    if address is not None and platform.alarms:
        Webhook("webhook", WebhookArgs(platform=platform, address=address, alarms=platform.alarms))
