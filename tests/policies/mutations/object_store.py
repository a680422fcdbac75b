"""Changes of buckets that a rule must notice."""

from collections.abc import Mapping
from typing import Any

from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, of_type, otherwise, removed, without

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
BY_DEFAULT = "rules[].applyServerSideEncryptionByDefault"
EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
ANOTHER = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Resource": "*"}


def less_one(resource_type: str, stack: Stack) -> Stack | None:
    """The stack without one resource of a type, where it has several."""
    found = of_type(stack, resource_type)
    return removed(stack, found[0]) if len(found) > 1 else None


def with_statement(statement: Mapping[str, object]) -> Any:
    """The statements of a policy, and one more."""
    return lambda statements: [*statements, statement]


def _encrypted_by_key(_stack: Stack, resource: Resource) -> bool:
    return "aws:kms" in str(resource.properties["rules"])


def _copied(stack: Stack) -> list[Resource]:
    """Every bucket with a second one."""
    return [made(REPLICATION, f"{bucket.name}-copy", {}, bucket=bucket) for bucket in of_type(stack, BUCKET)]


def without_copies(stack: Stack) -> Stack | None:
    """Buckets for people's files lose their second copy."""
    files = {each.depends_on["bucket"] for each in of_type(stack, ENCRYPTION) if _encrypted_by_key(stack, each)}
    copies = [copy for copy in of_type(stack, REPLICATION) if copy.depends_on["bucket"] in files]
    return removed(stack, *copies) if copies else None


MUTATIONS = (
    otherwise("ST-01", BLOCK, "blockPublicPolicy", False),
    Mutation(rule="ST-01", cloud="aws", change=lambda stack: without(stack, BLOCK)),
    otherwise("ST-02", POLICY, "policy{}.Statement", with_statement(EVERYBODY)),
    otherwise("ST-02", BUCKET, "acl", "public-read"),
    otherwise("ST-03", POLICY, "policy{}.Statement[].Effect", "Allow", "ST-02", "ST-09"),
    Mutation(
        rule="ST-04",
        cloud="aws",
        type=ENCRYPTION,
        path=f"{BY_DEFAULT}.sseAlgorithm",
        value="AES256",
        where=_encrypted_by_key,
    ),
    otherwise("ST-05", VERSIONING, "versioningConfiguration.status", "Suspended"),
    Mutation(rule="ST-06", cloud="aws", change=lambda stack: less_one(LOGGING, stack)),
    otherwise("ST-07", OWNERSHIP, "rule.objectOwnership", "ObjectWriter"),
    otherwise("ST-08", LIFECYCLE, "rules", []),
    otherwise("ST-09", POLICY, "policy{}.Statement", with_statement({**ANOTHER, "Action": "s3:PutObject"})),
    otherwise("ST-10", BUCKET, "forceDestroy", True),
    otherwise("ST-10", BUCKET, "opts.protect", False),
    Mutation(rule="ST-11", cloud="aws", adds=_copied, change=without_copies),
    otherwise("ST-13", VERSIONING, "versioningConfiguration.mfaDelete", "Disabled"),
)
