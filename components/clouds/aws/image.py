"""Images: given by name, or built here and pushed to a repository of the stack."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pulumi
import pulumi_aws as aws

from components.clouds.aws import policy
from components.connection import Statement
from components.container import BuildSpec, ContainerArgs, ContainerSpec, RegistryLogin
from components.platform import Platform

KEPT_IMAGES = 30
"""Images that a repository keeps: enough to go back to any version of the last weeks."""

LAYERS = "layers"
"""Tag under which the layers of the last build are kept."""
KEPT_LAYERS_DAYS = 1
"""Days that layers stay which a later build has replaced."""

PULL_ACTIONS = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")

ECR_IMAGE = re.compile(
    r"^(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?/(?P<name>[^:@]+)"
)
"""`<account>.dkr.ecr.<region>.amazonaws.com/<repository>` with tag or digest behind it."""


@dataclass(frozen=True, kw_only=True)
class Image:
    """What a container runs and what it takes to pull it."""

    reference: pulumi.Input[str]
    """By tag or digest, as given; by digest when it was built here."""
    pull_statements: tuple[Statement, ...]


def resolve(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Image:
    """Take the image that is named, or build it."""
    if spec.build is not None:
        return _own(name, spec, spec.build, args, opts)
    image = spec.image or ""
    match = ECR_IMAGE.match(image)
    if match is None:
        return Image(reference=image, pull_statements=())
    repository = pulumi.Output.concat(
        "arn:", args.platform.partition, f":ecr:{match['region']}:{match['account']}:repository/{match['name']}"
    )
    return Image(reference=image, pull_statements=_pull(repository))


def _pull(repository: pulumi.Input[str]) -> tuple[Statement, ...]:
    return (policy.any_resource("ecr:GetAuthorizationToken"), Statement(actions=PULL_ACTIONS, resources=(repository,)))


def built(name: str, part: str, build: Callable[..., Any], platform: Platform, opts: pulumi.ResourceOptions) -> Image:
    """Build an image and push it to a repository of its own, `<name>-repository`; `build` is told where it goes."""
    from components import builds

    repository = _repository(name, part, platform, opts)
    login = aws.ecr.get_authorization_token_output(
        registry_id=repository.registry_id, opts=pulumi.InvokeOutputOptions(parent=opts.parent)
    )
    place = repository.repository_url
    known = RegistryLogin(username=login.user_name, password=pulumi.Output.secret(login.password))
    # By digest and without a tag: tags cannot be changed, and nothing needs one.
    image = build(**builds.pushed(place, known))
    return Image(reference=builds.by_digest(place, image), pull_statements=_pull(repository.arn))


def _own(name: str, spec: ContainerSpec, build: BuildSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Image:
    from components import builds

    layers = pulumi.Output.concat(_layers(name, args.platform, opts).repository_url, ":", LAYERS)
    made = partial(builds.build, f"{name}-image", spec, build, args.project, opts, **builds.layered(layers))
    return built(name, name, made, args.platform, opts)


def _repository(name: str, part: str, platform: Platform, opts: pulumi.ResourceOptions) -> aws.ecr.Repository:
    repository = aws.ecr.Repository(
        f"{name}-repository",
        image_tag_mutability="IMMUTABLE",
        image_scanning_configuration={"scan_on_push": True},
        encryption_configurations=_encryption(platform),
        force_delete=platform.args.disposable,
        tags=platform.tags(part),
        opts=opts,
    )
    kept = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": KEPT_IMAGES}
    _expire(f"{name}-repository-lifecycle", repository, "Keep the newest", kept, opts)
    return repository


def _layers(name: str, platform: Platform, opts: pulumi.ResourceOptions) -> aws.ecr.Repository:
    """Where layers lie between two builds: their tag moves, and among images they would count as versions."""
    repository = aws.ecr.Repository(
        f"{name}-layers",
        image_tag_mutability="MUTABLE",
        # What is in it never runs; the image that is made of it is looked at.
        image_scanning_configuration={"scan_on_push": False},
        encryption_configurations=_encryption(platform),
        force_delete=True,
        tags=platform.tags(name),
        opts=opts,
    )
    replaced = {
        "tagStatus": "untagged",
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": KEPT_LAYERS_DAYS,
    }
    _expire(f"{name}-layers-lifecycle", repository, "Drop what a later build replaced", replaced, opts)
    return repository


def _encryption(platform: Platform) -> list[aws.ecr.RepositoryEncryptionConfigurationArgsDict]:
    return [{"encryption_type": "KMS", "kms_key": platform.key}]


def _expire(
    name: str,
    repository: aws.ecr.Repository,
    description: str,
    selection: Mapping[str, object],
    opts: pulumi.ResourceOptions,
) -> None:
    rule = {"rulePriority": 1, "description": description, "selection": selection, "action": {"type": "expire"}}
    aws.ecr.LifecyclePolicy(name, repository=repository.name, policy=policy.json_text({"rules": [rule]}), opts=opts)
