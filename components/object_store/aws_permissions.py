"""What a part that uses a bucket may do: create, read, update and delete objects of that bucket, nothing else."""

import pulumi

from components.connection import Statement
from components.object_store.s3_actions import OBJECT_ACTIONS
from components.platform import Platform


def statements(bucket: pulumi.Output[str], platform: Platform) -> tuple[Statement, ...]:
    """Return the permissions on one bucket (its ARN), and on the key behind it through S3 only."""
    return (
        Statement(actions=OBJECT_ACTIONS, resources=(pulumi.Output.concat(bucket, "/*"),)),
        Statement(actions=("s3:ListBucket",), resources=(bucket,)),
        Statement(
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            resources=(platform.key,),
            conditions={"StringEquals": {"kms:ViaService": f"s3.{platform.args.region}.amazonaws.com"}},
        ),
    )
