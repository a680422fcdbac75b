"""X-02: what a role may do in sum, over all its policies, is neither everything nor a way to more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.documents import actions, allows, any_resource, matches, statements, texts, whole_service
from policies.rules.escalation import escalations
from policies.rules.whole_stack.trail import trail

REMEDY = "name the actions and the resources that the part needs, and no more"
ANY_IDENTITY = (":role/*", ":user/*", ":group/*", ":policy/*")
"""Ends of a resource that stands for all identities of the account."""


@dataclass(frozen=True)
class Grant:
    """One permission that a role has, and the policy that gives it."""

    policy: str
    statement: object


@dataclass(frozen=True)
class Sum(StackCheck):
    """Each identity of the type, with all the policies that lead to it."""

    cloud: str
    own: tuple[str, ...]
    """Paths in the identity itself to documents, `inlinePolicies[].policy{}`."""
    inline: tuple[tuple[str, str], ...]
    """Types of resources that are a policy of one identity, and the property that names it; the text is `policy`."""
    attachments: tuple[tuple[str, str, str], ...]
    """Types that attach, the property that names the identity, and the one that names the policy."""
    policies: Mapping[str, str]
    """Type of an attachable policy -> path of its document."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each wildcard, and for each way to more permissions, with the path."""
        for identity in graph.of_type(self.type):
            found = list(self._grants(graph, identity))
            grants = [grant for grant in found if grant.statement is not Marker.UNKNOWN]
            for grant in found:
                if grant.statement is Marker.UNKNOWN:
                    yield Finding(identity, "policies", f"has the permissions of {grant.policy}", REMEDY, unknown=True)
            holder = _holder(graph, identity)
            for grant in grants:
                for action in _wildcards(grant.statement):
                    path = trail(holder, identity.name, grant.policy, action)
                    yield Finding(identity, "policies", f"may do everything of a service: {path}", REMEDY)
            yield from self._escalates(identity, holder, grants)

    def _escalates(self, identity: Resource, holder: str, grants: list[Grant]) -> Iterator[Finding]:
        wide = [(action, grant.policy) for grant in grants for action in _wide_actions(grant.statement)]
        for way in escalations([action for action, _ in wide], self.cloud):
            given = [f"{action} ({_giver(action, wide)})" for action in way]
            path = trail(holder, identity.name, " + ".join(given), "any role of the account")
            yield Finding(identity, "policies", f"can give itself more permissions: {path}", REMEDY)

    def _grants(self, graph: Graph, identity: Resource) -> Iterator[Grant]:
        for path in self.own:
            yield from _documents(identity, path, identity.name)
        for policy_type, through in self.inline:
            for policy in graph.referrers(identity, policy_type, through):
                yield from _documents(policy, "policy{}", policy.name)
        for attachment_type, through, to in self.attachments:
            for attachment in graph.referrers(identity, attachment_type, through):
                for policy in graph.follow(attachment, to, *self.policies):
                    yield from _documents(policy, self.policies[policy.type], policy.name)


def _documents(resource: Resource, path: str, name: str) -> Iterator[Grant]:
    for reading in read(resource.properties, path):
        document = plain(reading.value)
        if document is Marker.UNKNOWN:
            yield Grant(name, Marker.UNKNOWN)
        elif not isinstance(document, Marker):
            yield from (Grant(name, statement) for statement in statements(document) if allows(statement))


def _wildcards(statement: object) -> list[str]:
    listed = [action for action in actions(statement) if whole_service(action)]
    return [*listed, *(["everything but some actions"] if texts(statement, "NotAction") else [])]


def _wide_actions(statement: object) -> list[str]:
    """The actions of a statement that names no certain resource."""
    wide = any_resource(statement) or any(text.endswith(ANY_IDENTITY) for text in texts(statement, "Resource"))
    return actions(statement) if wide else []


def _giver(action: str, wide: list[tuple[str, str]]) -> str:
    """The policy that gives the action."""
    return next((policy for pattern, policy in wide if matches(action, pattern)), "a policy")


def _holder(graph: Graph, identity: Resource) -> str:
    """What runs with the identity's permissions, where the stack tells."""
    users = [user.name for user in graph.users(identity) if user.type in HOLDERS]
    return users[0] if users else ""


HOLDERS = frozenset(
    {
        "aws:ecs/taskDefinition:TaskDefinition",
        "aws:lambda/function:Function",
        "aws:scheduler/schedule:Schedule",
        "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration",
        "alicloud:fc/v3Function:V3Function",
    }
)
AWS = (
    Sum(
        type="aws:iam/role:Role",
        cloud="aws",
        own=("inlinePolicies[].policy{}",),
        inline=(("aws:iam/rolePolicy:RolePolicy", "role"),),
        attachments=(("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", "policyArn"),),
        policies={"aws:iam/policy:Policy": "policy{}"},
    ),
    Sum(
        type="aws:iam/user:User",
        cloud="aws",
        own=(),
        inline=(("aws:iam/userPolicy:UserPolicy", "user"),),
        attachments=(("aws:iam/userPolicyAttachment:UserPolicyAttachment", "user", "policyArn"),),
        policies={"aws:iam/policy:Policy": "policy{}"},
    ),
)
ALICLOUD = (
    Sum(
        type="alicloud:ram/role:Role",
        cloud="alicloud",
        own=(),
        inline=(),
        attachments=(("alicloud:ram/rolePolicyAttachment:RolePolicyAttachment", "roleName", "policyName"),),
        policies={"alicloud:ram/policy:Policy": "policyDocument{}"},
    ),
    Sum(
        type="alicloud:ram/user:User",
        cloud="alicloud",
        own=(),
        inline=(),
        attachments=(("alicloud:ram/userPolicyAttachment:UserPolicyAttachment", "userName", "policyName"),),
        policies={"alicloud:ram/policy:Policy": "policyDocument{}"},
    ),
)
