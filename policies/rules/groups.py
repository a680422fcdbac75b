"""What every security group must hold: it says what it is for, and somebody is in it."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import on_each
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, Catalogue, Rule
from policies.rules.alicloud import groups as alicloud

GROUP = "aws:ec2/securityGroup:SecurityGroup"
ENTRIES = (
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
)
TASK = "aws:ecs/taskDefinition:TaskDefinition"
WRITTEN_BY_TOOLS = ("Managed by Pulumi", "Managed by Terraform")


def described() -> Predicate:
    """A description that a person wrote."""
    return Predicate("what it is for", lambda text: is_set().test(text) is True and text not in WRITTEN_BY_TOOLS)


def _somebody_is_in_it(graph: Graph, group: Resource) -> Iterator[Finding]:
    if any(user.type not in ENTRIES for user in graph.users(group)):
        return
    part = _part(group)
    # A task that is started by hand gets its group when it is started: nothing in the stack names it.
    if part is not None and any(_part(task) == part for task in graph.of_type(TASK)):
        return
    yield Finding(group, "", "is used by nothing in this stack", "remove it")


def _part(resource: Resource) -> str | None:
    tags = resource.properties.get("tags")
    part = tags.get("part") if isinstance(tags, dict) else None
    return part if isinstance(part, str) else None


RULES = (
    Rule(
        id="NET-08",
        title="Security groups and their rules say what they are for",
        severity=Severity.LOW,
        levels=ADVICE,
        # InfraGuard also wants groups of the enterprise type; their rules can name no other group (NET-04, NET-05).
        catalogue=Catalogue(checkov=("CKV_AWS_23",), infraguard=("ecs-security-group-description-check",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-08"],
            "aws": on_each((GROUP, *ENTRIES), "description", described()),
        },
    ),
    Rule(
        id="NET-17",
        title="No security group is unused",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(checkov=("CKV2_AWS_5",)),
        clouds={"aws": (GraphCheck(GROUP, _somebody_is_in_it),)},
    ),
)
