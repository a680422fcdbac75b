"""What is promised of buckets beyond what all data is: pages of other origins, and age."""

from groundwork.promises import host
from groundwork.promises.looks import ending, given
from groundwork.promises.promise import Check, Promise
from groundwork.promises.subject import Program


def open_to_pages(program: Program) -> bool:
    """Whether pages of some origin read and write a bucket."""
    return any(bucket.cors for bucket in program.stack.buckets.values())


PROMISES = (
    Promise(
        id="cors",
        title="Pages read and write buckets by signed link from the origins that the application names, and no others",
        checks={
            "aws": (
                Check(
                    type="aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
                    what="origins",
                    judge=given("corsRules.allowedOrigins"),
                    wanted=open_to_pages,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:oss/bucketCors:BucketCors",
                    what="origins",
                    judge=given("corsRules.allowedOrigins"),
                    wanted=open_to_pages,
                ),
            ),
            "docker": (Check(type=host.CONTAINER, what="origins", judge=host.admits_origins, of=ending("-bucket")),),
        },
        exceptions={},
    ),
    Promise(
        id="age",
        title="Objects are deleted or move to cheaper storage by their age, as the application says",
        checks={
            "aws": (
                Check(
                    type="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                    what="rules",
                    judge=given("rules"),
                    named=("files-bucket-lifecycle",),
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:oss/bucket:Bucket",
                    what="rules",
                    judge=given("lifecycleRules"),
                    of=ending("-bucket"),
                    named=("files-bucket",),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="every night, by a container beside the store",
                    judge=host.ends_objects,
                    of=ending("-lifecycle"),
                    named=("files-lifecycle",),
                ),
            ),
        },
        exceptions={
            "docker": "a host has no cheaper storage: `infrequent_after_days` is not kept, and a warning says so"
        },
    ),
)
