"""Who may do what with a token of the forge."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from bootstrap import layout
from bootstrap.aws import deploying, reading
from bootstrap.aws.state import State
from bootstrap.periods import HOUR, LONGEST
from bootstrap.request import ISSUER, Request
from components.clouds.aws import policy
from components.clouds.aws.key import Owner
from components.connection import Statement

READ_ONLY = "ReadOnlyAccess"
AUDIENCE = "sts.amazonaws.com"
CLAIMS = ISSUER.removeprefix("https://")


def trust(provider: pulumi.Input[str], subjects: Sequence[str]) -> pulumi.Input[str]:
    """Tokens of these jobs, and of no others of the forge."""
    claims = {f"{CLAIMS}:aud": AUDIENCE, f"{CLAIMS}:sub": subjects[0] if len(subjects) == 1 else list(subjects)}
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": claims},
    }
    return policy.json_text({"Version": "2012-10-17", "Statement": [statement]})


def reader(request: Request, provider: aws.iam.OpenIdConnectProvider, place: State, owner: Owner) -> aws.iam.Role:
    """For previews and the nightly look: sees resources, state and the secrets that it compares; changes nothing."""
    role = _role("preview", request, provider, request.readers, HOUR)
    _look(role, "preview", owner, place)
    _inline(role, "preview", "state", policy.document(_seen(place)))
    secrets = Statement(
        actions=("secretsmanager:GetSecretValue",), resources=(_secrets(owner),), conditions=deploying.TAG
    )
    _inline(role, "preview", "secrets", policy.document([secrets, deploying.decryption(owner)]))
    return role


def deployer(
    environment: str, request: Request, provider: aws.iam.OpenIdConnectProvider, place: State, owner: Owner
) -> aws.iam.Role:
    """For the updates of one stack, whose state no other environment's role may write."""
    name = f"deploy-{environment}"
    role = _role(name, request, provider, (request.deployer(environment),), LONGEST)
    _look(role, name, owner, place)
    own = [_in(place, key) for key in (layout.META, *layout.of_stack(request.project, environment))]
    state = [
        *_seen(place),
        Statement(actions=("s3:PutObject", "s3:DeleteObject"), resources=tuple(own)),
        Statement(actions=("kms:Encrypt", "kms:GenerateDataKey"), resources=(place.key,)),
    ]
    _inline(role, name, "state", policy.document(state))
    for group, statements in deploying.groups(owner).items():
        made = aws.iam.Policy(
            f"{name}-{group}",
            path=reading.PATH,
            policy=policy.document(statements),
            tags=request.platform.tags("pipeline"),
        )
        aws.iam.RolePolicyAttachment(f"{name}-{group}", role=role.name, policy_arn=made.arn)
    return role


def _role(
    name: str,
    request: Request,
    provider: aws.iam.OpenIdConnectProvider,
    subjects: Sequence[str],
    seconds: int,
) -> aws.iam.Role:
    return aws.iam.Role(
        name,
        path=reading.PATH,
        assume_role_policy=trust(provider.arn, subjects),
        max_session_duration=seconds,
        tags=request.platform.tags("pipeline"),
    )


def _look(role: aws.iam.Role, name: str, owner: Owner, place: State) -> None:
    managed = pulumi.Output.concat("arn:", owner.partition, f":iam::aws:policy/{READ_ONLY}")
    aws.iam.RolePolicyAttachment(f"{name}-looks", role=role.name, policy_arn=managed)
    _inline(role, name, "limits", reading.limits(owner, place))


def _inline(role: aws.iam.Role, name: str, what: str, document: pulumi.Input[str]) -> None:
    aws.iam.RolePolicy(f"{name}-{what}", role=role.name, policy=document)


def _seen(place: State) -> list[Statement]:
    return [
        Statement(actions=("s3:ListBucket",), resources=(place.bucket,)),
        Statement(actions=("s3:GetObject",), resources=(_in(place, layout.EVERYTHING),)),
        Statement(actions=("kms:Decrypt",), resources=(place.key,)),
    ]


def _secrets(owner: Owner) -> pulumi.Output[str]:
    return pulumi.Output.concat("arn:", owner.partition, ":secretsmanager:*:", owner.account, ":secret:*")


def _in(place: State, key: str) -> pulumi.Output[str]:
    return pulumi.Output.concat(place.bucket, f"/{key}")
