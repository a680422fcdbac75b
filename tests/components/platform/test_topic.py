"""The alarm topic: encrypted, open to this account's alarms only, and heard by those who subscribed."""

import json

from components.platform import AlarmsSpec
from tests.components.recorder import Recorder, run, value, without_tags
from tests.components.stand import make_platform

TOPIC = "aws:sns/topic:Topic"


def test_topic_is_encrypted_with_the_stack_key(recorder: Recorder) -> None:
    platform = run(make_platform)
    assert without_tags(recorder.inputs(TOPIC)) == {"kmsMasterKeyId": value(platform.key)}
    assert value(platform.alarm_target) == "arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"


def test_only_alarms_of_this_account_publish_and_only_by_tls(recorder: Recorder) -> None:
    platform = run(make_platform)
    topic = value(platform.alarm_target)
    assert json.loads(recorder.inputs("aws:sns/topicPolicy:TopicPolicy")["policy"])["Statement"] == [
        {
            "Sid": "Alarms",
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["sns:Publish"],
            "Resource": [topic],
            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
        },
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["sns:Publish"],
            "Resource": [topic],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]


def test_every_address_is_subscribed(recorder: Recorder) -> None:
    platform = run(lambda: make_platform(alarms=AlarmsSpec(email=["a@example.com", "b@example.com"])))
    subscriptions = recorder.all("aws:sns/topicSubscription:TopicSubscription")
    assert [dict(item.inputs) for item in subscriptions] == [
        {"topic": value(platform.alarm_target), "protocol": "email", "endpoint": "a@example.com"},
        {"topic": value(platform.alarm_target), "protocol": "email", "endpoint": "b@example.com"},
    ]
