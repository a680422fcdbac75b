"""Data stay in their jurisdiction: where the stack says it is, else in the stack's own region."""

import json

import pytest

from policies.pack.graph import Graph
from policies.pack.setup import Setup
from policies.rules import RULES
from tests.policies.building import made

AWS = {"groundwork:cloud": "aws", "groundwork:residency": "eu"}


def refused(config: dict[str, str], *regions: str, cloud: str = "aws") -> list[str]:
    """The regions that X-07 does not want, of a stack whose own is eu-central-1."""
    provider = made(f"pulumi:providers:{cloud}", "default_7_0_0", {"region": "eu-central-1"})
    kinds = {"aws": "aws:sqs/queue:Queue", "alicloud": "alicloud:oss/bucket:Bucket"}
    placed = [made(kinds[cloud], region, {"region": region}) for region in regions]
    setup = Setup(RULES, config)
    judged = setup.judge.stack(Graph([provider, *placed]), frozenset({"X-07"}))
    return [finding.resource.name for _, found in judged for finding in found]


@pytest.mark.parametrize(
    ("config", "regions", "expected"),
    [
        ({}, ("eu-central-1", "eu-west-1"), ["eu-west-1"]),
        (AWS, ("eu-central-1", "eu-west-1", "eu-west-3"), []),
        (AWS, ("eu-west-2", "us-east-2"), ["eu-west-2", "us-east-2"]),
        ({**AWS, "groundwork:residency": "mars"}, ("eu-west-1",), ["eu-west-1"]),
        ({"groundwork:residency": "eu"}, ("eu-west-1",), ["eu-west-1"]),
        ({**AWS, "groundwork:policies": json.dumps({"X-07": {"allowed": ["us-east-2"]}})}, ("us-east-2",), []),
        (
            {**AWS, "groundwork:policies": json.dumps({"X-07": {"allowed": ["us-east-2"]}})},
            ("eu-west-1",),
            ["eu-west-1"],
        ),
    ],
)
def test_regions_of_the_residency_are_allowed(
    config: dict[str, str], regions: tuple[str, ...], expected: list[str]
) -> None:
    """Those that `groundwork:policies` names take the place of them."""
    assert refused(config, *regions) == expected


def test_a_region_of_another_cloud_with_the_same_name_is_none_of_them() -> None:
    """Alibaba Cloud's eu-west-1 is in London."""
    config = {"groundwork:cloud": "alicloud", "groundwork:residency": "eu"}
    assert refused(config, "eu-central-1", "eu-west-1", cloud="alicloud") == ["eu-west-1"]
