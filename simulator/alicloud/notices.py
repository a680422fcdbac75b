"""Whom the alarms of Simple Log Service tell: records of all projects and regions, kept in one."""

import json
import re

from simulator.behaviour import Behaviour, Call, Refusal

RECORD = "alicloud:log/resourceRecord:ResourceRecord"
REGION = "cn-heyuan"
"""Where they are kept (provider, log/resourceRecord: "region should be set a main region")."""
IDENTIFIERS = {
    "sls.common.user": "user_id",
    "sls.common.user_group": "user_group_id",
    "sls.alert.action_webhook": "id",
    "sls.alert.action_policy": "action_policy_id",
    "sls.alert.alert_policy": "policy_id",
    "sls.alert.content_template": "template_id",
}
"""Table -> the field that repeats a record's identifier (SLS, "Data structure of alert resource data")."""
WEBHOOKS, POLICIES = "sls.alert.action_webhook", "sls.alert.action_policy"
WEBHOOK_KINDS = ("custom", "dingtalk", "wechat", "lark", "slack")
USED = re.compile(r'webhook_id="([^"]*)"')


def record_fits(call: Call) -> None:
    """A record lies in the region of records, names itself twice alike, and what it uses is there."""
    if call.region != REGION:
        raise Refusal(f"Unauthorized: records of alarms are written in {REGION} only, not in {call.region}")
    table, value = call.inputs["resourceName"], json.loads(call.inputs["value"])
    field = IDENTIFIERS.get(table)
    if field is None:
        raise Refusal(f"ResourceNotExist: there is no table {table}")
    if value.get(field) != call.inputs["recordId"]:
        raise Refusal(f"ParameterInvalid: {field} must be the record's id, {call.inputs['recordId']}")
    if table == WEBHOOKS and (value.get("type") not in WEBHOOK_KINDS or not value.get("url")):
        raise Refusal(f"ParameterInvalid: a webhook has a url and a type: one of {', '.join(WEBHOOK_KINDS)}")
    if table == POLICIES:
        policy_fits(call, f"{value.get('primary_policy_script')}", f"{value.get('secondary_policy_script')}")


def policy_fits(call: Call, *scripts: str) -> None:
    """A policy's scripts do something, by webhooks that there are."""
    for script in scripts:
        if "fire(" not in script:
            raise Refusal("ActionPolicyEmpty: both scripts of an action policy say what is done")
        for webhook in USED.findall(script):
            if not call.find(RECORD, resourceName=WEBHOOKS, recordId=webhook):
                raise Refusal(f"WebhookIntegrationNotExist: there is no webhook {webhook}")


BEHAVIOURS = {RECORD: Behaviour(create=(record_fits,), update=(record_fits,))}
