"""Changes of buckets on Alibaba Cloud that a rule must notice."""

from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, of_type, otherwise, removed
from tests.policies.mutations.object_store import less_one, with_statement

BUCKET = "alicloud:oss/bucket:Bucket"
POLICY = "alicloud:oss/bucketPolicy:BucketPolicy"
BLOCK = "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock"
ACL = "alicloud:oss/bucketAcl:BucketAcl"
TLS = "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig"
ENCRYPTION = "alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption"
VERSIONING = "alicloud:oss/bucketVersioning:BucketVersioning"
LOGGING = "alicloud:oss/bucketLogging:BucketLogging"
REPLICATION = "alicloud:oss/bucketReplication:BucketReplication"
EVERYBODY = {"Effect": "Allow", "Principal": ["*"], "Action": ["oss:GetObject"], "Resource": ["*"]}
ANOTHER = {"Effect": "Allow", "Principal": ["9999"], "Action": ["oss:PutObject"], "Resource": ["*"]}


def _copied(stack: Stack) -> list[Resource]:
    """Every bucket with a second one."""
    return [made(REPLICATION, f"{bucket.name}-copy", {}, bucket=bucket) for bucket in of_type(stack, BUCKET)]


def _without_copies(stack: Stack) -> Stack | None:
    """Buckets for people's files lose their second copy, where they lie in one zone."""
    lone = {bucket.urn for bucket in of_type(stack, BUCKET) if bucket.properties["redundancyType"] == "LRS"}
    files = {
        each.depends_on["bucket"] for each in of_type(stack, ENCRYPTION) if each.properties["sseAlgorithm"] == "KMS"
    }
    copies = [
        copy
        for copy in of_type(stack, REPLICATION)
        if copy.depends_on["bucket"] in files and lone & {*copy.depends_on["bucket"]}
    ]
    return removed(stack, *copies) if copies else None


MUTATIONS = (
    otherwise("ST-01", BLOCK, "blockPublicAccess", False, "ST-12"),
    otherwise("ST-02", ACL, "acl", "public-read"),
    otherwise("ST-02", POLICY, "policy{}.Statement", with_statement(EVERYBODY)),
    otherwise("ST-03", POLICY, "policy{}.Statement[].Effect", "Allow", "ST-02", "ST-09"),
    otherwise("ST-03", TLS, "tlsVersions", ["TLSv1.0"]),
    Mutation(
        rule="ST-04",
        cloud="alicloud",
        type=ENCRYPTION,
        path="sseAlgorithm",
        value="AES256",
        where=lambda _, encryption: encryption.properties["sseAlgorithm"] == "KMS",
    ),
    otherwise("ST-05", VERSIONING, "status", "Suspended"),
    Mutation(rule="ST-06", cloud="alicloud", change=lambda stack: less_one(LOGGING, stack)),
    otherwise("ST-08", BUCKET, "lifecycleRules", []),
    otherwise("ST-09", POLICY, "policy{}.Statement", with_statement(ANOTHER)),
    otherwise("ST-10", BUCKET, "forceDestroy", True),
    otherwise("ST-10", BUCKET, "opts.protect", False),
    Mutation(rule="ST-11", cloud="alicloud", adds=_copied, change=_without_copies),
    otherwise("ST-12", BUCKET, "transferAcceleration", {"enabled": True}),
)
