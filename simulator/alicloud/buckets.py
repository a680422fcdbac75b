"""OSS buckets, their settings and their objects."""

import re
from collections.abc import Mapping
from typing import Any

from simulator.alicloud.policy_documents import is_public, refuse_malformed
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by

BUCKET = "alicloud:oss/bucket:Bucket"
ACL = "alicloud:oss/bucketAcl:BucketAcl"
POLICY = "alicloud:oss/bucketPolicy:BucketPolicy"
BLOCK = "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock"
OBJECT = "alicloud:oss/bucketObject:BucketObject"
NAME = re.compile(r"^[a-z0-9][a-z0-9-]*[a-z0-9]$")
"""The characters of a bucket's name (OSS user guide, "Bucket naming conventions")."""
MOST_TAGS = 10
"""Tags of a bucket (OSS user guide, "Limits")."""


def name_fits(call: Call) -> None:
    """A bucket's name has small letters, digits and hyphens; without one the provider makes a name."""
    if call.inputs.get("bucket") and not NAME.match(call.inputs["bucket"]):
        raise Refusal(f"InvalidBucketName: The specified bucket is not valid: {call.inputs['bucket']}")


def tags_few(call: Call) -> None:
    """A bucket has ten tags at most."""
    if len(call.inputs.get("tags") or {}) > MOST_TAGS:
        raise Refusal(f"InvalidTag: a bucket has at most {MOST_TAGS} tags")


def bucket_empty(call: Call) -> None:
    """A bucket with objects is not deleted, unless the state says that they may go with it."""
    old = call.old or {}
    if not old.get("forceDestroy") and call.find(OBJECT, bucket=call.id):
        raise Refusal(f"BucketNotEmpty: The bucket has objects. Please delete them first. ({call.id})")


def objects_gone(call: Call) -> None:
    """The objects of a bucket go with it."""
    for record in call.find(OBJECT, bucket=call.id):
        call.cloud.remove(record)


def is_blocked(call: Call) -> bool:
    """Whether public access to the call's bucket is blocked."""
    block = by(call, BLOCK, call.region, bucket=call.inputs["bucket"])
    return bool(block and block.properties.get("blockPublicAccess"))


def acl_allowed(call: Call) -> None:
    """A public ACL is refused where public access is blocked."""
    if call.inputs["acl"] != "private" and is_blocked(call):
        raise Refusal("AccessDenied: Put public bucket acl is not allowed, for public access is blocked")


def policy_allowed(call: Call) -> None:
    """A bucket's policy is well formed, and not public where public access is blocked."""
    refuse_malformed(call.inputs["policy"], "resource")
    if is_public(call.inputs["policy"]) and is_blocked(call):
        raise Refusal("AccessDenied: Put public bucket policy is not allowed, for public access is blocked")


def object_filled(call: Call) -> None:
    """An object has a content."""
    if call.inputs.get("source") is None and call.inputs.get("content") is None:
        raise Refusal('[ERROR] Must specify "source" or "content"')


def object_answer(call: Call) -> Mapping[str, Any]:
    """An object's length where the content is text."""
    content = call.inputs.get("content")
    return {} if content is None else {"contentLength": str(len(str(content).encode()))}


BEHAVIOURS = {
    BUCKET: Behaviour(create=(name_fits, tags_few), update=(tags_few,), delete=(bucket_empty,), gone=objects_gone),
    ACL: Behaviour(create=(acl_allowed,), update=(acl_allowed,)),
    POLICY: Behaviour(create=(policy_allowed,), update=(policy_allowed,)),
    OBJECT: Behaviour(create=(object_filled,), update=(object_filled,), answer=object_answer),
}
