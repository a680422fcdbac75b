"""Changes of buckets on Alibaba Cloud that a rule must notice."""

from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, of_type, removed
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


def changed(rule: str, resource_type: str, path: str, value: object, *also: str) -> Mutation:
    """One property of a bucket, or of what belongs to it, otherwise."""
    return Mutation(rule=rule, cloud="alicloud", type=resource_type, path=path, value=value, also=frozenset(also))


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
    changed("ST-01", BLOCK, "blockPublicAccess", False, "ST-12"),
    changed("ST-02", ACL, "acl", "public-read"),
    changed("ST-02", POLICY, "policy{}.Statement", with_statement(EVERYBODY)),
    changed("ST-03", POLICY, "policy{}.Statement[].Effect", "Allow", "ST-02", "ST-09"),
    changed("ST-03", TLS, "tlsVersions", ["TLSv1.0"]),
    Mutation(
        rule="ST-04",
        cloud="alicloud",
        type=ENCRYPTION,
        path="sseAlgorithm",
        value="AES256",
        where=lambda _, encryption: encryption.properties["sseAlgorithm"] == "KMS",
    ),
    changed("ST-05", VERSIONING, "status", "Suspended"),
    Mutation(rule="ST-06", cloud="alicloud", change=lambda stack: less_one(LOGGING, stack)),
    changed("ST-08", BUCKET, "lifecycleRules", []),
    changed("ST-09", POLICY, "policy{}.Statement", with_statement(ANOTHER)),
    changed("ST-10", BUCKET, "forceDestroy", True),
    changed("ST-10", BUCKET, "opts.protect", False),
    Mutation(rule="ST-11", cloud="alicloud", adds=_copied, change=_without_copies),
    changed("ST-12", BUCKET, "transferAcceleration", {"enabled": True}),
)
