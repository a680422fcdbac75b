"""What a bucket on Alibaba Cloud is for, and how it is guarded, as its neighbours tell."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.documents import demanded

BUCKET = "alicloud:oss/bucket:Bucket"
POLICY = "alicloud:oss/bucketPolicy:BucketPolicy"
LOGGING = "alicloud:oss/bucketLogging:BucketLogging"
BLOCK = "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock"
REFERER = "alicloud:oss/bucketReferer:BucketReferer"
COPIES = ("alicloud:oss/bucketReplication:BucketReplication", "alicloud:oss/bucketWorm:BucketWorm")


def takes_access_logs(graph: Graph, bucket: Resource) -> bool:
    """Whether requests to other buckets are recorded here."""
    return bool(graph.referrers(bucket, LOGGING, "targetBucket"))


def keeps_nothing_private(graph: Graph, bucket: Resource) -> bool:
    """Whether the bucket takes access logs, or holds the files that a CDN hands to everybody."""
    behind_cdn = graph.referrers(bucket, "alicloud:cdn/domainNew:DomainNew", "sources")
    return bool(behind_cdn) or takes_access_logs(graph, bucket)


def outlives_a_disaster(graph: Graph, bucket: Resource) -> Iterator[Finding]:
    """What people keep in a bucket lies in three zones, in a second bucket, or under a lock."""
    redundancy = bucket.properties.get("redundancyType", Marker.MISSING)
    copied = any(graph.referrers(bucket, kind, "bucket") for kind in COPIES)
    if copied or redundancy == "ZRS" or keeps_nothing_private(graph, bucket):
        return
    unknown = redundancy is Marker.UNKNOWN
    yield Finding(bucket, "redundancyType", "is not ZRS, and there is no second copy", "set it to ZRS", unknown)


def closed_or_narrowed(graph: Graph, bucket: Resource) -> Iterator[Finding]:
    """A bucket without a block of public access admits certain pages (by referer) or certain addresses."""
    blocks = [block.properties.get("blockPublicAccess") for block in graph.referrers(bucket, BLOCK, "bucket")]
    policies = graph.referrers(bucket, POLICY, "bucket")
    statements = [reading.value for policy in policies for reading in read(policy.properties, "policy{}.Statement[]")]
    by_address = any("acs:sourceip" in demanded(statement) for statement in statements)
    if True in blocks or by_address or graph.referrers(bucket, REFERER, "bucket"):
        return
    unknown = Marker.UNKNOWN in (*blocks, *statements)
    yield Finding(
        bucket, "", "is open to every page and address", "block public access, or add a BucketReferer", unknown
    )
