"""What a stack may cost: counted by its tags, told on the topic of its alarms."""

import json

import pytest

from components.platform import BudgetSpec
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_platform

BUDGET = "aws:budgets/budget:Budget"
TOPIC = "arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"


def told(kind: str, percent: int) -> dict[str, object]:
    return {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": kind,
        "threshold": percent,
        "thresholdType": "PERCENTAGE",
        "subscriberSnsTopicArns": [TOPIC],
    }


def test_costs_of_the_stack_alone_are_told_before_the_money_is_gone(recorder: Recorder) -> None:
    run(lambda: make_platform(budget=BudgetSpec(monthly=250.5)))
    assert without_tags(recorder.inputs(BUDGET)) == {
        "budgetType": "COST",
        "timeUnit": "MONTHLY",
        "limitAmount": "250.5",
        "limitUnit": "USD",
        "filterExpression": {
            "ands": [
                {"tags": {"key": "application", "values": ["notes"]}},
                {"tags": {"key": "stack", "values": ["prod"]}},
            ]
        },
        "metrics": "UnblendedCost",
        "notifications": [told("FORECASTED", 80), told("ACTUAL", 80), told("ACTUAL", 100)],
    }
    assert "platform-alarms-policy" in recorder.one(BUDGET).depends_on


@pytest.mark.parametrize(("budget", "senders"), [(BudgetSpec(monthly=10), 2), (None, 1)])
def test_the_topic_and_its_key_let_the_budget_in(recorder: Recorder, budget: BudgetSpec | None, senders: int) -> None:
    run(lambda: make_platform(budget=budget))
    topic = json.loads(recorder.inputs("aws:sns/topicPolicy:TopicPolicy")["policy"])["Statement"]
    key = json.loads(recorder.inputs("aws:kms/key:Key")["policy"])["Statement"]
    wanted = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"][:senders]
    assert [each["Principal"]["Service"] for each in topic if each["Effect"] == "Allow"] == wanted
    assert [each["Principal"]["Service"] for each in key[2:]] == wanted
    condition = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    assert all(each["Condition"] == condition for each in (*topic[:senders], *key[2:]))
    assert [each["Sid"] for each in key[2:]] == ["AlarmsToTopic", "BudgetToTopic"][:senders]


def test_without_a_budget_nothing_is_counted(recorder: Recorder) -> None:
    run(make_platform)
    assert recorder.names(BUDGET) == []


@pytest.mark.parametrize(("monthly", "limit"), [(1000, "1000"), (1234567.5, "1234567.5"), (0.5, "0.5")])
def test_every_sum_is_written_out(recorder: Recorder, monthly: float, limit: str) -> None:
    run(lambda: make_platform(budget=BudgetSpec(monthly=monthly)))
    assert recorder.inputs(BUDGET)["limitAmount"] == limit
