"""ObjectStore on AWS: a private S3 bucket."""

import pulumi

from components.clouds.aws import bucket
from components.connection import Connection
from components.object_store import aws_cors, aws_key_user
from components.object_store.aws_permissions import statements
from components.object_store.contract import ObjectStoreArgs, ObjectStoreOutputs
from components.object_store.settings import settings


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions) -> ObjectStoreOutputs:
    """Create the bucket, and a user with a key of its own where the code needs one."""
    spec, platform = args.spec, args.platform
    private = bucket.create(f"{name}-bucket", settings(name, args), opts)
    bucket.restrict(f"{name}-bucket-policy", private, opts)
    if platform.access_log_bucket is not None:
        bucket.log_access(f"{name}-bucket-logging", private, platform.access_log_bucket, opts)
    if spec.cors:
        aws_cors.create(f"{name}-bucket-cors", private, spec.cors, opts)
    permissions = statements(private.bucket.arn, platform)
    user = aws_key_user.create(name, args, permissions, opts) if spec.access_key else None
    connection = Connection(
        values={
            "bucket": private.bucket.bucket,
            "region": platform.args.region,
            "endpoint": "",
            "internal_endpoint": "",
            "driver": "s3",
        },
        secrets={facet: user.reference(facet) for facet in aws_key_user.FACETS} if user else {},
        statements=permissions,
        execution_statements=user.read_statements() if user else (),
    )
    name_of_bucket = private.bucket.bucket
    restore = _restore(name_of_bucket, platform.args.region) if spec.versioned else None
    return ObjectStoreOutputs(connection=connection, bucket=name_of_bucket, restore=restore)


def _restore(bucket: pulumi.Output[str], region: str) -> pulumi.Output[str]:
    """What deletes the marks of deletion that lie over objects' versions (S3 user guide, "Deleting delete markers")."""
    words = f"--region {region} --bucket "
    marked = "'(DeleteMarkers || `[]`)[?IsLatest].[Key, VersionId]'"
    each = f'do aws s3api delete-object {words}"$bucket" --key "$key" --version-id "$version" < /dev/null; done'
    return pulumi.Output.concat(
        "bucket=",
        bucket,
        f' && aws s3api list-object-versions {words}"$bucket" --prefix "$PREFIX" --query {marked} --output text'
        f" | while IFS=$(printf '\t') read -r key version; {each}",
    )
