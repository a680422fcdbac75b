"""A user with a long-lived key for one bucket, for code that cannot use its container's identity."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import policy, secret
from components.clouds.aws.secret import StoredSecret
from components.connection import Statement
from components.object_store.contract import ObjectStoreArgs

FACETS = ("access_key_id", "secret_access_key")


def create(
    name: str, args: ObjectStoreArgs, statements: Sequence[Statement], opts: pulumi.ResourceOptions
) -> StoredSecret:
    """Create the user with exactly `statements`, and store its key; nobody but the containers reads it."""
    user = aws.iam.User(f"{name}-user", tags=args.platform.tags(name), opts=opts)
    aws.iam.UserPolicy(f"{name}-user-policy", user=user.name, policy=policy.document(statements), opts=opts)
    rotated = args.platform.args.rotated.get(name)
    key = aws.iam.AccessKey(f"{name}-user-key", user=user.name, opts=options.anew_with(opts, rotated))
    values = {"access_key_id": key.id, "secret_access_key": key.secret}
    return secret.store(f"{name}-user-secret", name, values, args.platform, opts)
