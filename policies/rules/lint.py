"""Policy documents that say nothing wrong and permit nothing: misspelt actions, resources of another service."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policies.pack.predicates import Predicate, spell
from policies.pack.values import Marker
from policies.rules.documents import actions, statements, texts

ACTION = re.compile(r"\*|([a-z0-9-]+):[A-Za-z0-9*?]+")


@dataclass(frozen=True)
class Language:
    """How a cloud writes its documents."""

    version: str
    """The newest version of the language; without it, or with an older one, variables are not replaced."""
    services: frozenset[str]
    resource: re.Pattern[str]
    """The form of a resource; its first group is the service."""
    lent: Mapping[str, frozenset[str]]
    """Services whose actions also speak of other services' resources."""


def _services(cloud: str) -> frozenset[str]:
    """The prefixes of all actions of a cloud, from the file that lists them."""
    lines = (Path(__file__).parent / f"services_{cloud}.txt").read_text().splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


AWS_LANGUAGE = Language(
    version="2012-10-17",
    services=_services("aws"),
    resource=re.compile(r"arn:aws[\w*-]*:([a-z0-9*?-]+):[\w*?${}-]*:[\w*?${}-]*:.+"),
    lent={
        "access-analyzer": frozenset({"iam", "s3", "kms", "sns", "sqs", "lambda"}),
        "application-autoscaling": frozenset({"ecs", "dynamodb", "rds", "lambda"}),
        "backup": frozenset({"rds", "s3", "ec2", "elasticfilesystem", "dynamodb"}),
        "ec2-instance-connect": frozenset({"ec2"}),
        "s3express": frozenset({"s3"}),
        "ssm": frozenset({"ec2", "s3", "iam"}),
        "sts": frozenset({"iam"}),
        "wafv2": frozenset({"elasticloadbalancing", "apigateway", "cloudfront", "cognito-idp", "apprunner", "logs"}),
    },
)
ALICLOUD_LANGUAGE = Language(
    version="1",
    services=_services("alicloud"),
    resource=re.compile(r"acs:([a-z0-9*-]+):[\w*-]*:[\w*-]*:.+"),
    lent={"sts": frozenset({"ram"})},
)


def free_of_lint(language: Language) -> Predicate:
    """A whole document in which each action is one of a service, and each statement names resources of that service."""

    def show(document: object) -> str:
        return next(_problems(document, language), "a document")

    return Predicate(
        f'version "{language.version}", actions of services that exist, and their own resources',
        lambda document: document is Marker.MISSING or next(_problems(document, language), None) is None,
        show,
    )


def _problems(document: object, language: Language) -> Iterator[str]:
    version = document.get("Version") if isinstance(document, dict) else None
    if version != language.version:
        yield f"written in version {spell(version) if version else 'none'}"
    for statement in statements(document):
        named = [*actions(statement), *texts(statement, "NotAction")]
        yield from (f"about {spell(action)}, which no service has" for action in named if not _known(action, language))
        resources = [*texts(statement, "Resource"), *texts(statement, "NotResource")]
        yield from (f"about {spell(text)}, which is no resource" for text in resources if not _formed(text, language))
        for action in named:
            if resources and not any(_serves(action, text, language) for text in resources):
                yield f"about {action} on resources of another service"


def _known(action: str, language: Language) -> bool:
    match = ACTION.fullmatch(action)
    return match is not None and (match[1] is None or match[1] in language.services)


def _formed(resource: str, language: Language) -> bool:
    return resource == "*" or language.resource.fullmatch(resource) is not None


def _serves(action: str, resource: str, language: Language) -> bool:
    """Whether an action may speak of this resource; what is not formed is told of already."""
    match = language.resource.fullmatch(resource)
    prefix = action.partition(":")[0]
    if match is None or prefix == "*" or "*" in match[1]:
        return True
    return match[1] in {prefix, *language.lent.get(prefix, ())}
