"""A user with a long-lived key for one bucket, for code that cannot use its container's identity."""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import identity, names
from components.connection import Statement
from components.object_store.contract import ObjectStoreArgs


def create(
    name: str, args: ObjectStoreArgs, statements: Sequence[Statement], opts: pulumi.ResourceOptions
) -> Mapping[str, pulumi.Output[str]]:
    """Create the user with exactly `statements`; returns the two halves of its key by facet."""
    user = alicloud.ram.User(
        f"{name}-user",
        name=names.of(f"{name}-user", args.platform.args),
        comments=f"Objects of {name}",
        tags=args.platform.tags(name),
        opts=opts,
    )
    allowed = identity.permission(f"{name}-user-policy", name, statements, args.platform, opts)
    alicloud.ram.UserPolicyAttachment(
        f"{name}-user-permission",
        user_name=user.name,
        policy_name=allowed.policy_name,
        policy_type=allowed.type,
        opts=opts,
    )
    rotated = args.platform.args.rotated.get(name, "never")
    key = alicloud.ram.AccessKey(f"{name}-user-key", user_name=user.name, opts=options.anew_with(opts, rotated))
    return {"access_key_id": key.id, "secret_access_key": key.secret}
