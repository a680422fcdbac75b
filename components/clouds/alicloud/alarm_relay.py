"""An address that CloudMonitor can call, and that tells a webhook: a small function in the stack's own region.

CloudMonitor calls plain HTTP only and sends fields of its own, so no webhook of Slack's form understands it.
"""

import json
from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components import own_secrets
from components.clouds.alicloud import functions
from components.clouds.alicloud.functions import Function
from components.platform import PlatformArgs

CODE = Path(__file__).with_name("relay.py")
TOKEN_LENGTH = 32
"""Letters and digits in the address, without which nobody can make the function say anything."""
TIMEOUT_SECONDS = 10


def create(
    name: str, webhook: pulumi.Input[str], args: PlatformArgs, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the function and its trigger; returns the address, a secret."""
    token = own_secrets.made(f"{name}-token", TOKEN_LENGTH, None, opts)
    wanted = Function(
        part="platform",
        description="Passes alarms of CloudMonitor on to a webhook",
        code=CODE,
        variables={"WEBHOOK": webhook, "TOKEN": token},
        timeout_seconds=TIMEOUT_SECONDS,
    )
    function = functions.create(name, wanted, args, opts)
    trigger = alicloud.fc.V3Trigger(
        f"{name}-trigger",
        function_name=function.function_name,
        trigger_name="alarms",
        trigger_type="http",
        trigger_config=json.dumps({"authType": "anonymous", "methods": ["POST"]}),
        qualifier="LATEST",
        opts=opts,
    )
    return pulumi.Output.secret(pulumi.Output.concat(trigger.http_trigger.apply(_plain), "/", token))


def _plain(trigger: alicloud.fc.outputs.V3TriggerHttpTrigger) -> str:
    """The address as CloudMonitor calls it."""
    return (trigger.url_internet or "").replace("https://", "http://", 1)
