"""X-09: what goes wrong in this stack stays in it: one account, no standing keys, no other environment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.documents import actions, allows, statements, texts
from policies.rules.whole_stack.trail import trail

ACCOUNT = re.compile(r"^(?:arn:aws[\w-]*|acs):[^:]*:[^:]*:(\d{12,16}):")
"""The account in an ARN of either cloud."""
GRANTS = {
    "aws:iam/policy:Policy": "policy{}",
    "aws:iam/rolePolicy:RolePolicy": "policy{}",
    "aws:iam/userPolicy:UserPolicy": "policy{}",
    "alicloud:ram/policy:Policy": "policyDocument{}",
}
REFERENCE = "pulumi:pulumi:StackReference"


@dataclass(frozen=True)
class Provider(StackCheck):
    """Providers that the program makes name the account they work in, and none carries keys that stand for ever."""

    keys: tuple[str, ...]
    accounts: str
    """The property that names the allowed accounts; empty where the provider has none."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each standing key, and for each provider that would work in any account."""
        for provider in graph.of_type(self.type):
            for name in self.keys:
                if provider.properties.get(name) not in (None, "", Marker.MISSING):
                    path = trail("whoever reads the state", provider.name, "the whole account")
                    remedy = (
                        "take short-lived credentials from the environment: single sign-on, or OpenID Connect in CI"
                    )
                    yield Finding(provider, name, f"is a key that stands for ever: {path}", remedy)
            own = not provider.name.startswith("default")
            if own and self.accounts and not provider.properties.get(self.accounts):
                path = trail("any credentials of the environment", provider.name, "any account")
                yield Finding(provider, self.accounts, f"is not set: {path}", "name the account of this stack")


@dataclass(frozen=True)
class OneAccount(StackCheck):
    """All permissions that the stack gives, of one type, speak of one account: the one most of them speak of."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each permission in another account."""
        spoken = [(policy, arn, account) for policy, arn, account in _accounts(graph)]
        counted = [account for _, _, account in spoken]
        own = max(sorted(set(counted)), key=counted.count, default="")
        for policy, arn, account in spoken:
            if policy.type == self.type and account != own:
                path = trail(policy.name, f"account {account}", arn)
                yield Finding(policy, "", f"reaches into another account: {path}", "keep to resources of this account")


@dataclass(frozen=True)
class OwnEnvironment(StackCheck):
    """What a stack takes from another stack, it takes from one of its own environment; `type` is the reference's."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each reference to another environment."""
        for reference in graph.of_type(self.type):
            name = plain(reference.properties.get("name", reference.name))
            own = reference.urn.split("::")[0].removeprefix("urn:pulumi:")
            other = name.rpartition("/")[2] if isinstance(name, str) else "known later"
            if other != own:
                path = trail(f"stack {own}", reference.name, f"stack {other}")
                found, unknown = f"leads into another environment: {path}", name is Marker.UNKNOWN
                yield Finding(reference, "name", found, f"refer to a stack {own}", unknown)


def _accounts(graph: Graph) -> Iterator[tuple[Resource, str, str]]:
    for policy in graph.of_type(*GRANTS):
        for reading in read(policy.properties, GRANTS[policy.type]):
            for statement in statements(plain(reading.value)):
                # Assuming a role elsewhere is how an account hands something over, and is for that account to allow.
                if not allows(statement) or actions(statement) == ["sts:AssumeRole"]:
                    continue
                for arn in texts(statement, "Resource"):
                    if found := ACCOUNT.match(arn):
                        yield policy, arn, found[1]


def _permissions(cloud: str) -> tuple[OneAccount, ...]:
    return tuple(OneAccount(token) for token in GRANTS if token.startswith(f"{cloud}:"))


AWS = (
    Provider("pulumi:providers:aws", ("accessKey", "secretKey"), "allowedAccountIds"),
    *_permissions("aws"),
    OwnEnvironment(REFERENCE),
)
ALICLOUD = (
    Provider("pulumi:providers:alicloud", ("accessKey", "secretKey"), ""),
    *_permissions("alicloud"),
    OwnEnvironment(REFERENCE),
)
