"""LogForwarder: the output of every part goes on to a central system, where a cloud must be told to hand it over."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.component import Component
from components.forwarding import ForwardSpec
from components.platform import Platform, Written


@dataclass(frozen=True, kw_only=True)
class LogForwarderArgs:
    """What goes where."""

    platform: Platform
    spec: ForwardSpec
    secret: pulumi.Input[str] | None
    """What opens the system, a secret Output; None: it asks for nothing."""
    written: Sequence[Written]
    """Where the parts' output is kept, at least one."""


@dataclass(kw_only=True, eq=False)
class LogForwarderOutputs:
    """What operators need."""

    function: pulumi.Output[str]
    """Name of the function that hands events over."""


class LogForwarder(Component, LogForwarderOutputs):
    """A function that is handed what parts write, and hands it over."""

    def __init__(self, name: str, args: LogForwarderArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Hand over what is written; only a cloud that notes where that is comes here."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "alicloud":
                from components.clouds.alicloud import log_forwarder as backend
            case _:
                from components.clouds.aws import log_forwarder as backend
        self.publish(backend.create(name, args, self.children()))
