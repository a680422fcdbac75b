"""AWS Backup, the Scheduler, Budgets, the image registry."""

import json

from simulator.aws.access import assumed_by, covers
from simulator.aws.policy_documents import principals, statements
from simulator.aws.schedules import schedule_at
from simulator.behaviour import Behaviour, Call, Refusal

PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
TESTING = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
TESTED = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
BUDGET = "aws:budgets/budget:Budget"
SCHEDULE = "aws:scheduler/schedule:Schedule"
LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
BUDGETS = "budgets.amazonaws.com"
COLD_DAYS = 90
"""Days that cold storage lasts at least (Backup API, Lifecycle)."""


def cold_long_enough(call: Call) -> None:
    """What goes to cold storage stays there for 90 days."""
    for rule in call.inputs["rules"]:
        lifecycle = rule.get("lifecycle") or {}
        cold, end = lifecycle.get("coldStorageAfter"), lifecycle.get("deleteAfter")
        if cold and end and end < cold + COLD_DAYS:
            raise Refusal(
                f"InvalidParameterValueException: deleteAfter must be at least {COLD_DAYS} days after "
                "coldStorageAfter; "
                f"got {end} and {cold} ({rule.get('ruleName')})"
            )


def subscribers(call: Call) -> None:
    """A budget's notification reaches somebody: addresses, or a topic that lets Budgets publish."""
    for notification in call.inputs.get("notifications") or ():
        topics = notification.get("subscriberSnsTopicArns") or ()
        if not notification.get("subscriberEmailAddresses") and not topics:
            raise Refusal("InvalidParameterException: Notification must have at least one subscriber")
        for topic in topics:
            if not any(publishes(each.properties["policy"]) for each in call.cloud.find(TOPIC_POLICY, arn=topic)):
                raise Refusal(f"InvalidParameterException: AWS Budgets may not publish to the topic {topic}")


def publishes(policy: str) -> bool:
    """Whether a topic's policy lets Budgets publish."""
    return any(
        each.get("Effect") == "Allow" and covers(each, "sns:Publish") and BUDGETS in principals(each, "Service")
        for each in statements(policy)
    )


def lifecycle_rules(call: Call) -> None:
    """A registry's lifecycle policy is a list of rules, each with a priority of its own."""
    rules = json.loads(call.inputs["policy"]).get("rules") or []
    priorities = [rule.get("rulePriority") for rule in rules]
    if not rules or None in priorities or len(priorities) != len(set(priorities)):
        raise Refusal(
            "InvalidParameterException: Lifecycle policy validation failure: rules with a unique rulePriority each "
            "are needed"
        )


def task_runs(call: Call) -> None:
    """A schedule that runs a task says which one."""
    target = call.inputs["target"]
    if ":cluster/" in str(target.get("arn")) and not target.get("ecsParameters"):
        raise Refusal("ValidationException: EcsParameters must be given for a target that is an ECS cluster")


backup_role = assumed_by(
    "iamRoleArn",
    "backup.amazonaws.com",
    "InvalidParameterValueException: IAM Role {value} cannot be assumed by AWS Backup",
)
scheduler_role = assumed_by(
    "target.roleArn",
    "scheduler.amazonaws.com",
    "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role: "
    "{value}",
)
times = schedule_at("scheduleExpression")
BEHAVIOURS = {
    PLAN: Behaviour(
        create=(cold_long_enough, schedule_at("rules.schedule")),
        update=(cold_long_enough, schedule_at("rules.schedule")),
    ),
    SELECTION: Behaviour(create=(backup_role,)),
    TESTING: Behaviour(create=(times,), update=(times,)),
    TESTED: Behaviour(create=(backup_role,), update=(backup_role,)),
    BUDGET: Behaviour(create=(subscribers,), update=(subscribers,)),
    SCHEDULE: Behaviour(create=(times, task_runs, scheduler_role), update=(times, task_runs, scheduler_role)),
    LIFECYCLE: Behaviour(create=(lifecycle_rules,)),
}
