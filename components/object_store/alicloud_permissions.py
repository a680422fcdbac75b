"""What a part that uses a bucket may do: create, read, update and delete objects of that bucket, nothing else."""

import pulumi

from components.connection import Statement
from components.platform import Platform

OBJECT_ACTIONS = ("oss:GetObject", "oss:PutObject", "oss:DeleteObject", "oss:AbortMultipartUpload")
"""Objects are overwritten by PutObject; large ones are uploaded in parts, and given up by the last."""


def statements(bucket: pulumi.Output[str], platform: Platform) -> tuple[Statement, ...]:
    """Return the permissions on one bucket, and on the key behind it."""
    named = pulumi.Output.concat("acs:oss:*:", platform.account, ":", bucket)
    key = pulumi.Output.concat(f"acs:kms:{platform.args.region}:", platform.account, ":key/", platform.key)
    return (
        Statement(actions=OBJECT_ACTIONS, resources=(pulumi.Output.concat(named, "/*"),)),
        Statement(actions=("oss:ListObjects",), resources=(named,)),
        Statement(actions=("kms:Decrypt", "kms:GenerateDataKey"), resources=(key,)),
    )
