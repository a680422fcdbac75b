"""What a bucket is for, as those tell that write into it or read from it."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
SAFEGUARDS = (
    ("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "bucket"),
    ("aws:s3/bucketNotification:BucketNotification", "bucket"),
    ("aws:backup/selection:Selection", "resources"),
)
"""Type -> the property in which it names a bucket."""


def takes_access_logs(graph: Graph, bucket: Resource) -> bool:
    """Whether requests are recorded here; a load balancer can write only where S3's own key encrypts."""
    writers = ((LOAD_BALANCER, "accessLogs"), (LOGGING, "targetBucket"))
    # A writer may name the bucket through its policy, so as to wait for the permission to write.
    named = (bucket, *graph.referrers(bucket, POLICY, "bucket"))
    return any(graph.referrers(source, kind, through) for source in named for kind, through in writers)


def keeps_nothing_private(graph: Graph, bucket: Resource) -> bool:
    """Whether the bucket takes access logs, or holds the files that a CDN hands to everybody."""
    behind_cdn = graph.referrers(bucket, "aws:cloudfront/distribution:Distribution", "origins")
    return bool(behind_cdn) or takes_access_logs(graph, bucket)


def outlives_a_disaster(graph: Graph, bucket: Resource) -> Iterator[Finding]:
    """What people keep in a bucket is copied, locked, backed up, or at least watched."""
    locked = bucket.properties.get("objectLockEnabled", Marker.MISSING)
    guarded = any(graph.referrers(bucket, kind, through) for kind, through in SAFEGUARDS)
    if guarded or locked is True or keeps_nothing_private(graph, bucket):
        return
    unknown = locked is Marker.UNKNOWN
    yield Finding(bucket, "", "has no second copy and no lock", "make a BucketReplicationConfig for it", unknown)
