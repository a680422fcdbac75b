"""An account on Alibaba Cloud."""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from bootstrap.alicloud import roles, state
from bootstrap.request import ISSUER, Request
from components.clouds.alicloud import names


def create(request: Request) -> Mapping[str, pulumi.Input[object]]:
    """Create state, identity provider and roles, and return what the repository must know, by variable."""
    account = alicloud.get_account_output().id
    place = state.create(request)
    provider = alicloud.ims.OidcProvider(
        "github",
        oidc_provider_name=names.of("github", request.platform),
        issuer_url=ISSUER,
        client_ids=[roles.AUDIENCE],
        description=f"Jobs of {request.repository}",
    )
    reader = roles.reader(request, provider, place, account)
    deployers = {name: roles.deployer(name, request, provider, place, account) for name in request.environments}
    return {
        "PULUMI_BACKEND_URL": place.url,
        "ALICLOUD_OIDC_PROVIDER": provider.arn,
        "ALICLOUD_PREVIEW_ROLE": reader.arn,
        "ALICLOUD_DEPLOY_ROLE": {name: role.arn for name, role in deployers.items()},
    }
