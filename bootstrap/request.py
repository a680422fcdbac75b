"""What is asked of the account: the configuration of a stack of `bootstrap`, checked."""

import re
from dataclasses import dataclass
from typing import Literal

import pulumi

from components.platform import AlarmsSpec, LogsSpec, PlatformArgs

ISSUER = "https://token.actions.githubusercontent.com"
"""Whose tokens are believed: GitHub's (GitHub's guide "Configuring OpenID Connect in cloud providers")."""
Account = Literal["alicloud", "aws"]
"""Clouds that have accounts."""
REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
NAME = re.compile(r"[a-z][a-z0-9-]*")
BRANCH = re.compile(r"[A-Za-z0-9._/-]+")
"""None of them lets a `*` through, which a condition of a trust would take for anything."""


class UnclearError(Exception):
    """Configuration that cannot be used, as a sentence."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One account, one project, one repository."""

    cloud: Account
    region: str
    repository: str
    """`owner/name` on GitHub."""
    branch: str
    """What is merged; the nightly look at the stacks runs on it."""
    project: str
    """Name of the project whose stacks the state holds."""
    environments: tuple[str, ...]
    """Stacks, which are named as the forge's environments; each has a role of its own."""

    @property
    def readers(self) -> tuple[str, ...]:
        """Subjects of the jobs that only look: of pull requests of the repository itself, and of the branch."""
        return (f"repo:{self.repository}:pull_request", f"repo:{self.repository}:ref:refs/heads/{self.branch}")

    def deployer(self, environment: str) -> str:
        """Subject of the jobs of an environment, which the forge starts only when its reviewers agree."""
        return f"repo:{self.repository}:environment:{environment}"

    @property
    def platform(self) -> PlatformArgs:
        """The same, as what makes buckets wants it."""
        return PlatformArgs(
            cloud=self.cloud,
            application=self.project,
            stack="pipeline",
            environment="prod",
            region=self.region,
            disposable=False,
            replace=frozenset(),
            logs=LogsSpec(days=365),
            alarms=AlarmsSpec(),
            private_names=False,
            access_logs=False,
            containers=False,
        )


def read(config: pulumi.Config) -> Request:
    """Check the configuration. Raises UnclearError."""
    cloud = _cloud(config.get("cloud"))
    region = pulumi.Config(cloud).get("region")
    if not region:
        raise UnclearError(f"{cloud}:region is not set; it is where the state lies, such as eu-central-1")
    return Request(
        cloud=cloud,
        region=region,
        repository=_text(config, "repository", REPOSITORY, "owner/name"),
        branch=_text(config, "branch", BRANCH, "a name of a branch", "main"),
        project=_text(config, "project", NAME, "the name in the Pulumi.yaml of what is deployed, in a-z, 0-9 and -"),
        environments=_environments(config),
    )


def _cloud(value: str | None) -> Account:
    match value:
        case "alicloud" | "aws":
            return value
        case _:
            raise UnclearError(f"bootstrap:cloud: {value!r} is not allowed here; allowed: alicloud or aws")


def _environments(config: pulumi.Config) -> tuple[str, ...]:
    try:
        given = config.get_object("environments")
    except pulumi.ConfigTypeError:
        given = config.get("environments")
    found: object = ["dev", "staging", "prod"] if given is None else given
    if not isinstance(found, list) or not found:
        raise UnclearError(f"bootstrap:environments: {found!r} is no list of stacks; allowed: [dev, staging, prod]")
    wrong = [name for name in found if not (isinstance(name, str) and NAME.fullmatch(name))]
    if wrong:
        raise UnclearError(f"bootstrap:environments: {wrong[0]!r} is no name of a stack; allowed: a-z, 0-9 and -")
    return tuple(found)


def _text(config: pulumi.Config, key: str, allowed: re.Pattern[str], words: str, default: str | None = None) -> str:
    value = config.get(key) or default
    if value is None:
        raise UnclearError(f"bootstrap:{key} is not set; it is {words}")
    if not allowed.fullmatch(value):
        raise UnclearError(f"bootstrap:{key}: {value!r} is not allowed here; allowed: {words}")
    return value
