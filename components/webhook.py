"""Webhook: alarms as messages in a chat, where an alarm does not reach it by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.component import Component
from components.platform import Platform


@dataclass(frozen=True, kw_only=True)
class WebhookArgs:
    """Which alarms go where."""

    platform: Platform
    address: pulumi.Input[str]
    """Takes Slack's form, a POST of `{"text": …}`; a secret, since whoever knows it may write."""
    alarms: Sequence[pulumi.Input[str]]
    """Names of the alarms, at least one."""


@dataclass(kw_only=True, eq=False)
class WebhookOutputs:
    """What operators need."""

    destination: pulumi.Output[str]
    """The cloud's name for where messages go (ARN on AWS)."""


class Webhook(Component, WebhookOutputs):
    """A message for every alarm of a stack that begins or ends."""

    def __init__(self, name: str, args: WebhookArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Lead the alarms to the address; only a cloud that notes the names of its alarms comes here."""
        super().__init__(name, opts)
        from components.clouds.aws import webhook as backend

        self.publish(backend.create(name, args, self.children()))
