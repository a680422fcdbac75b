"""Whom alarms of Simple Log Service tell."""

import json
from typing import Any

import pytest

from simulator.connections import Connection
from simulator.lifecycle import Place
from tests.simulator.world import World

RECORD = "alicloud:log/resourceRecord:ResourceRecord"
WEBHOOKS, POLICIES = "sls.alert.action_webhook", "sls.alert.action_policy"
WEBHOOK = {"id": "hook", "name": "hook", "type": "slack", "url": "https://example.com", "method": "POST", "headers": []}


@pytest.fixture
def there(ali: World) -> World:
    """The region of records."""
    ali.connection = Connection(Place(region="cn-heyuan", default_tags={}))
    return ali


def inputs(table: str, value: dict[str, Any], identifier: str = "hook") -> dict[str, Any]:
    return {"resourceName": table, "recordId": identifier, "tag": identifier, "value": json.dumps(value)}


def policy(script: str, second: str | None = None) -> dict[str, Any]:
    scripts = {"primary_policy_script": script, "secondary_policy_script": script if second is None else second}
    return inputs(POLICIES, {"action_policy_id": "hook", "action_policy_name": "hook", **scripts})


FIRE = 'fire(type="webhook_integration", integration_type="slack", webhook_id="hook", template_id="sls.builtin.en")'


def test_records_are_written_in_one_region(ali: World) -> None:
    words = "Unauthorized: records of alarms are written in cn-heyuan only, not in eu-central-1"
    assert ali.refused(RECORD, **inputs(WEBHOOKS, WEBHOOK)) == words


def test_a_policy_uses_a_webhook_that_there_is(there: World) -> None:
    assert there.refused(RECORD, **policy(FIRE)) == "WebhookIntegrationNotExist: there is no webhook hook"
    made = there.make(RECORD, "webhook", **inputs(WEBHOOKS, WEBHOOK))
    assert made.id == "sls.alert.action_webhook:hook"
    assert there.make(RECORD, "policy", **policy(FIRE)).id == "sls.alert.action_policy:hook"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (inputs("sls.alert.nothing", {}), "ResourceNotExist: there is no table sls.alert.nothing"),
        (inputs(WEBHOOKS, {**WEBHOOK, "id": "x"}), "ParameterInvalid: id must be the record's id, hook"),
        (
            inputs(WEBHOOKS, {**WEBHOOK, "type": "smoke"}),
            "ParameterInvalid: a webhook has a url and a type: one of custom, dingtalk, wechat, lark, slack",
        ),
        (
            inputs(WEBHOOKS, {**WEBHOOK, "url": ""}),
            "ParameterInvalid: a webhook has a url and a type: one of custom, dingtalk, wechat, lark, slack",
        ),
        (policy("fire()", ""), "ActionPolicyEmpty: both scripts of an action policy say what is done"),
    ],
)
def test_what_a_record_must_say(there: World, asked: dict[str, Any], words: str) -> None:
    assert there.refused(RECORD, **asked) == words
