"""An account on AWS."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from bootstrap.aws import roles, state
from bootstrap.request import ISSUER, Request
from components.clouds.aws.key import Owner


def create(request: Request) -> Mapping[str, pulumi.Input[object]]:
    """Create state, identity provider and roles, and return what the repository must know, by variable."""
    owner = Owner(account=aws.get_caller_identity_output().account_id, partition=aws.get_partition_output().partition)
    place = state.create(request, owner)
    provider = aws.iam.OpenIdConnectProvider(
        "github", url=ISSUER, client_id_lists=[roles.AUDIENCE], tags=request.platform.tags("pipeline")
    )
    reader = roles.reader(request, provider, place, owner)
    deployers = {name: roles.deployer(name, request, provider, place, owner) for name in request.environments}
    return {
        "PULUMI_BACKEND_URL": place.url,
        "secrets_provider": place.secrets_provider,
        "AWS_PREVIEW_ROLE": reader.arn,
        "AWS_DEPLOY_ROLE": {name: role.arn for name, role in deployers.items()},
    }
