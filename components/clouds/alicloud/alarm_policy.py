"""What alarms over logs do: tell a webhook, in Slack's own form, which Simple Log Service can write."""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names, policy
from components.platform import PlatformArgs

REGION = "cn-heyuan"
"""The one region in which Simple Log Service keeps whom alarms of all regions tell (provider, log/resourceRecord)."""
WEBHOOKS, POLICIES = "sls.alert.action_webhook", "sls.alert.action_policy"
"""Tables of that service (Simple Log Service developer reference, "Data structure of alert resource data")."""
TEMPLATE = "sls.builtin.en"
"""What is said, in English."""


def create(
    name: str, webhook: pulumi.Input[str], args: PlatformArgs, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the webhook and the policy that uses it; returns the policy's identifier."""
    there = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(provider=_provider(name, opts)))
    called = names.of(name, args)
    target = _record(
        f"{name}-webhook",
        WEBHOOKS,
        {"id": called, "name": called, "type": "slack", "url": webhook, "method": "POST", "headers": []},
        ("id", "name"),
        there,
    )
    tell = (
        f'fire(type="webhook_integration", integration_type="slack", webhook_id="{called}", '
        f'template_id="{TEMPLATE}", period="any")'
    )
    rules = {
        "action_policy_id": called,
        "action_policy_name": called,
        "labels": {},
        "is_default": False,
        "primary_policy_script": tell,
        "secondary_policy_script": tell,
        "escalation_start_enabled": False,
        "escalation_start_timeout": "10m",
        "escalation_inprogress_enabled": False,
        "escalation_inprogress_timeout": "30m",
        "escalation_enabled": False,
        "escalation_timeout": "1h",
    }
    made = _record(
        f"{name}-policy", POLICIES, rules, ("action_policy_id", "action_policy_name"), options.after(there, target)
    )
    return made.record_id


def _provider(name: str, opts: pulumi.ResourceOptions) -> alicloud.Provider:
    """The stack's own credentials, in the region of these records."""
    own = pulumi.Config("alicloud")
    return alicloud.Provider(
        f"{name}-region",
        region=REGION,
        profile=own.get("profile"),
        shared_credentials_file=own.get("sharedCredentialsFile"),
        ecs_role_name=own.get("ecsRoleName"),
        access_key=own.get_secret("accessKey"),
        secret_key=own.get_secret("secretKey"),
        security_token=own.get_secret("securityToken"),
        opts=opts,
    )


def _record(
    name: str, table: str, value: Mapping[str, object], named: tuple[str, str], opts: pulumi.ResourceOptions
) -> alicloud.log.ResourceRecord:
    identifier, label = (str(value[key]) for key in named)
    return alicloud.log.ResourceRecord(
        name, resource_name_=table, record_id=identifier, tag=label, value=policy.json_text(value), opts=opts
    )
