"""Who may do what with a token of the forge."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from bootstrap import layout
from bootstrap.alicloud import deploying, reading
from bootstrap.alicloud.state import State
from bootstrap.periods import HOUR, LONGEST
from bootstrap.request import ISSUER, Request
from components.clouds.alicloud import names, policy
from components.connection import Statement

AUDIENCE = "sts.aliyuncs.com"


def trust(provider: pulumi.Input[str], subjects: Sequence[str]) -> pulumi.Output[str]:
    """Tokens of these jobs, and of no others of the forge."""
    claims = {"oidc:iss": [ISSUER], "oidc:aud": [AUDIENCE], "oidc:sub": list(subjects)}
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": [provider]},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": claims},
    }
    return policy.json_text({"Version": policy.VERSION, "Statement": [statement]})


def reader(
    request: Request, provider: alicloud.ims.OidcProvider, place: State, account: pulumi.Input[str]
) -> alicloud.ram.Role:
    """For previews and the nightly look: sees resources and state, changes neither, reads no application's data."""
    role = _role("preview", request, provider, request.readers, HOUR)
    _grant(role, "preview-looks", reading.statements(account), request)
    _grant(role, "preview-state", _seen(place, account), request)
    return role


def deployer(
    environment: str,
    request: Request,
    provider: alicloud.ims.OidcProvider,
    place: State,
    account: pulumi.Input[str],
) -> alicloud.ram.Role:
    """For the updates of one stack, whose state no other environment's role may write."""
    name = f"deploy-{environment}"
    role = _role(name, request, provider, (request.deployer(environment),), LONGEST)
    _grant(role, f"{name}-looks", reading.statements(account), request)
    own = tuple(_in(place, key) for key in (layout.META, *layout.of_stack(request.project, environment)))
    written = Statement(actions=("oss:PutObject", "oss:DeleteObject"), resources=own)
    _grant(role, f"{name}-state", [*_seen(place, account), written], request)
    _grant(role, f"{name}-makes", deploying.statements(account), request)
    limits = reading.limits(account, names.of("", request.platform), place.bucket, place.key)
    _attach(role, f"{name}-limits", limits, request)
    return role


def _role(
    name: str, request: Request, provider: alicloud.ims.OidcProvider, subjects: Sequence[str], seconds: int
) -> alicloud.ram.Role:
    return alicloud.ram.Role(
        name,
        role_name=names.of(name, request.platform),
        assume_role_policy_document=trust(provider.arn, subjects),
        max_session_duration=seconds,
        tags=request.platform.tags("pipeline"),
    )


def _grant(role: alicloud.ram.Role, name: str, statements: Sequence[Statement], request: Request) -> None:
    _attach(role, name, policy.document(statements), request)


def _attach(role: alicloud.ram.Role, name: str, document: pulumi.Input[str], request: Request) -> None:
    made = alicloud.ram.Policy(
        name,
        policy_name=names.of(name, request.platform),
        policy_document=document,
        rotate_strategy="DeleteOldestNonDefaultVersionWhenLimitExceeded",
    )
    alicloud.ram.RolePolicyAttachment(
        name, role_name=role.role_name, policy_name=made.policy_name, policy_type="Custom"
    )


def _seen(place: State, account: pulumi.Input[str]) -> list[Statement]:
    bucket = pulumi.Output.concat("acs:oss:*:*:", place.bucket)
    key = pulumi.Output.concat("acs:kms:*:", account, ":key/", place.key)
    return [
        Statement(actions=("oss:ListObjects",), resources=(bucket,)),
        Statement(actions=("oss:GetObject",), resources=(_in(place, layout.EVERYTHING),)),
        Statement(actions=("kms:Decrypt", "kms:GenerateDataKey"), resources=(key,)),
    ]


def _in(place: State, key: str) -> pulumi.Output[str]:
    return pulumi.Output.concat("acs:oss:*:*:", place.bucket, f"/{key}")
