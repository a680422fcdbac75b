"""The budget of a stack: who is on duty hears of it before the money is gone."""

import pulumi
import pulumi_aws as aws

from components.platform import PlatformArgs

COUNTED_BY = ("application", "stack")
"""Tags by which the costs of a stack are told apart. Whoever pays the bill must have activated them once as cost
allocation tags (Billing console); until then a budget counts nothing."""

TOLD_AT: tuple[tuple[str, int], ...] = (("FORECASTED", 80), ("ACTUAL", 80), ("ACTUAL", 100))
"""What is compared, and percent of the budget."""


def create(name: str, args: PlatformArgs, topic: pulumi.Output[str], opts: pulumi.ResourceOptions) -> None:
    """Create the budget for what bears the stack's tags, where the stack has one; messages go to the topic (ARN)."""
    if args.budget is None:
        return
    tags = args.tags("platform")
    notifications: list[aws.budgets.BudgetNotificationArgsDict] = [
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": kind,
            "threshold": percent,
            "threshold_type": "PERCENTAGE",
            "subscriber_sns_topic_arns": [topic],
        }
        for kind, percent in TOLD_AT
    ]
    aws.budgets.Budget(
        name,
        budget_type="COST",
        time_unit="MONTHLY",
        limit_amount=f"{args.budget.monthly:.2f}".rstrip("0").rstrip("."),
        limit_unit="USD",
        filter_expression={"ands": [{"tags": {"key": key, "values": [tags[key]]}} for key in COUNTED_BY]},
        metrics="UnblendedCost",
        notifications=notifications,
        tags=tags,
        opts=opts,
    )
