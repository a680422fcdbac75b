"""The faults that only the whole stack shows, each caught with the path that leads to it."""

from collections.abc import Callable

import pytest

from policies.pack.messages import violation
from policies.rules import RULES
from tests.policies.building import Stack
from tests.policies.mutation import of_type, removed
from tests.policies.mutations import whole_stack
from tests.policies.noticing import notices
from tests.policies.recorded import recorded

RULE = {rule.id: rule for rule in RULES}


def messages(stack: Stack, identifier: str) -> str:
    found = [finding for rule, finding in notices(stack) if rule == identifier]
    return violation(RULE[identifier], found) if found else ""


def without_its_block(stack: Stack) -> Stack:
    """A bucket that nothing keeps from becoming public."""
    return removed(stack, of_type(stack, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")[0])


@pytest.mark.parametrize(
    ("change", "rule", "path"),
    [
        (
            whole_stack.from_the_internet,
            "X-01",
            (
                "internet -> open (0.0.0.0/0, port 5432) -> second -> onward (port 5432) -> network-database"
                " -> database-instance"
            ),
        ),
        (whole_stack.role_with_everything, "X-02", "api-task -> api-role -> api-role-policy -> s3:*"),
        (
            whole_stack.union_of_policies,
            "X-02",
            (
                "iam:PassRole (half-0) + ecs:RegisterTaskDefinition (half-1) + ecs:RunTask (half-1)"
                " -> any role of the account"
            ),
        ),
        (without_its_block, "ST-01", "has no BucketPublicAccessBlock"),
        (
            whole_stack.routed_to_the_internet,
            "X-08",
            (
                "internet -> network-internet -> out -> network-data-routes -> network-data-1"
                " -> database-subnets -> database-instance"
            ),
        ),
        (whole_stack.without_retention, "X-06", "-> kept for ever"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 6 else "",
)
def test_the_path_is_printed(change: Callable[[Stack], Stack], rule: str, path: str) -> None:
    stack = recorded("notes", "aws")
    assert messages(stack, rule) == ""
    assert path in messages(change(stack), rule)


def test_on_alicloud_too() -> None:
    stack = recorded("notes", "alicloud")
    found = messages(whole_stack.from_the_internet_on_alicloud(stack), "X-01")
    assert "internet -> open (0.0.0.0/0, port 5432) -> network-" in found
    assert found.count("-> database-instance") == 1
