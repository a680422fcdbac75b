"""What OSS refuses and answers."""

import re
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import policy
from tests.simulator.world import World

BUCKET = "alicloud:oss/bucket:Bucket"
ACL = "alicloud:oss/bucketAcl:BucketAcl"
POLICY = "alicloud:oss/bucketPolicy:BucketPolicy"
BLOCK = "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock"
OBJECT = "alicloud:oss/bucketObject:BucketObject"
OPEN = {"Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:files/*", "Principal": ["*"]}
NO_ACL = "AccessDenied: Put public bucket acl is not allowed, for public access is blocked"
NO_POLICY = "AccessDenied: Put public bucket policy is not allowed, for public access is blocked"


def bucket(ali: World, name: str = "files", **more: Any) -> Record:
    return ali.make(BUCKET, name, bucket=name, **more)


def test_a_bucket_answers_its_addresses(ali: World) -> None:
    made = bucket(ali)
    assert (made.id, made.properties["location"]) == ("files", "oss-eu-central-1")
    assert made.properties["extranetEndpoint"] == "oss-eu-central-1.aliyuncs.com"
    assert made.properties["intranetEndpoint"] == "oss-eu-central-1-internal.aliyuncs.com"
    assert (made.properties["owner"], made.properties["acl"]) == ("1234567890123456", "private")


def test_a_bucket_without_a_name_gets_one_that_is_free(ali: World) -> None:
    first, second = ali.make(BUCKET, "b"), ali.make(BUCKET, "b")
    assert re.fullmatch(r"tf-oss-bucket-\d{18}[0-9a-f]{8}", first.id)
    assert first.properties["bucket"] == first.id != second.id
    assert ali.differences(BUCKET, first.properties) == []


@pytest.mark.parametrize(
    ("key", "other", "unknown"), [("storageClass", "IA", "Cheap"), ("redundancyType", "ZRS", "GRS")]
)
def test_another_class_or_redundancy_is_another_bucket(ali: World, key: str, other: str, unknown: str) -> None:
    made = bucket(ali)
    assert (made.properties["storageClass"], made.properties["redundancyType"]) == ("Standard", "LRS")
    (change,) = ali.differences(BUCKET, made.properties, bucket="files", **{key: other})
    assert (change.path, change.replaces) == ((key,), True)
    # Its name is taken as long as it is there.
    assert ali.refused(BUCKET, bucket="files", **{key: other}).startswith("BucketAlreadyExists: ")
    (problem,) = ali.problems(BUCKET, bucket="files", **{key: unknown})
    assert problem.startswith(f"{key}: ")


@pytest.mark.parametrize("name", ["Files", "-files", "files-", "my_files", "my.files"])
def test_a_name_has_small_letters_digits_and_hyphens(ali: World, name: str) -> None:
    assert ali.refused(BUCKET, bucket=name) == f"InvalidBucketName: The specified bucket is not valid: {name}"


def test_a_bucket_has_ten_tags(ali: World) -> None:
    tags = {f"t{number}": "x" for number in range(11)}
    assert ali.refused(BUCKET, bucket="files", tags=tags) == "InvalidTag: a bucket has at most 10 tags"
    del tags["t10"]
    made = bucket(ali, tags=tags)
    assert ali.change_refused(made, bucket="files", tags={**tags, "t10": "x"}).startswith("InvalidTag: ")


def test_a_bucket_with_objects_stays_unless_it_was_said_before(ali: World) -> None:
    made = bucket(ali)
    thing = ali.make(OBJECT, "o", bucket="files", key="a", content="x")
    words = "BucketNotEmpty: The bucket has objects. Please delete them first. (files)"
    assert ali.remove_refused(made) == words
    ali.remove(thing)
    ali.remove(made)
    assert ali.cloud.resources() == []


def test_the_objects_of_a_bucket_go_with_it(ali: World) -> None:
    made, other = bucket(ali, forceDestroy=True), bucket(ali, "other")
    for name in ("files", "other"):
        ali.make(OBJECT, "o", bucket=name, key="a", content="x")
    ali.remove(made)
    assert [each.properties["bucket"] for each in ali.cloud.find(OBJECT)] == ["other"]
    assert ali.cloud.find(BUCKET) == [other]


def test_objects_of_one_key_in_two_buckets_are_two(ali: World) -> None:
    bucket(ali)
    bucket(ali, "other")
    first, second = (ali.make(OBJECT, "o", bucket=name, key="a", content="x") for name in ("files", "other"))
    assert (first.id, second.id) == ("a", "a")
    ali.remove(first)
    assert [each.properties["bucket"] for each in ali.cloud.find(OBJECT)] == ["other"]


def test_an_object_has_a_content(ali: World) -> None:
    bucket(ali)
    words = '[ERROR] Must specify "source" or "content"'
    assert ali.refused(OBJECT, bucket="files", key="a") == words
    made = ali.make(OBJECT, "o", bucket="files", key="a", content="größer")
    assert made.properties["contentLength"] == "8"
    assert made.properties["contentType"] == "application/octet-stream"
    assert ali.change_refused(made, bucket="files", key="a") == words
    assert ali.make(OBJECT, "p", bucket="files", key="b", source="a.html").properties["contentLength"] == ""


@pytest.mark.parametrize("acl", ["public-read", "public-read-write"])
def test_a_blocked_bucket_takes_no_public_acl(ali: World, acl: str) -> None:
    bucket(ali)
    made = ali.make(ACL, "a", bucket="files", acl="private")
    block = ali.make(BLOCK, "b", bucket="files", blockPublicAccess=True)
    assert made.id == block.id == "files"
    assert ali.refused(ACL, bucket="files", acl=acl) == NO_ACL
    assert ali.change_refused(made, bucket="files", acl=acl) == NO_ACL
    assert ali.change(made, bucket="files", acl="private")["acl"] == "private"
    ali.change(block, bucket="files", blockPublicAccess=False)
    assert ali.change(made, bucket="files", acl=acl)["acl"] == acl


def test_a_blocked_bucket_takes_no_public_policy(ali: World) -> None:
    bucket(ali)
    secure = {**OPEN, "Condition": {"Bool": {"acs:SecureTransport": ["true"]}}}
    block = ali.make(BLOCK, "b", bucket="files", blockPublicAccess=True)
    made = ali.make(POLICY, "p", bucket="files", policy=policy(secure))
    assert ali.refused(POLICY, bucket="files", policy=policy(OPEN)) == NO_POLICY
    assert ali.change_refused(made, bucket="files", policy=policy(OPEN)) == NO_POLICY
    ali.remove(block)
    assert ali.change(made, bucket="files", policy=policy(OPEN))["policy"] == policy(OPEN)


def test_a_block_of_another_bucket_does_not_count(ali: World) -> None:
    bucket(ali)
    bucket(ali, "other")
    ali.make(BLOCK, "b", bucket="other", blockPublicAccess=True)
    assert ali.make(ACL, "a", bucket="files", acl="public-read").properties["acl"] == "public-read"


def test_a_buckets_policy_is_well_formed(ali: World) -> None:
    bucket(ali)
    words = "MalformedPolicyDocument: a statement needs a Principal"
    text = policy({"Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:files/*"})
    assert ali.refused(POLICY, bucket="files", policy=text) == words
