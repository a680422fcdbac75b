"""What S3 refuses and answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import policy, role
from tests.simulator.world import World

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"


@pytest.fixture
def bucket(world: World) -> Record:
    return world.make(BUCKET, "b", bucket="files")


def test_a_bucket_answers_its_names(bucket: Record) -> None:
    assert bucket.properties["arn"] == "arn:aws:s3:::files"
    assert bucket.properties["bucketDomainName"] == "files.s3.amazonaws.com"
    assert bucket.properties["bucketRegionalDomainName"] == "files.s3.eu-central-1.amazonaws.com"
    assert bucket.properties["hostedZoneId"] == "Z21DNDUVLTQW6Q"


def test_names_are_taken_in_all_regions(world: World, bucket: Record) -> None:
    words = world.refused(BUCKET, bucket=bucket.id, region="us-east-1")
    assert words.startswith("BucketAlreadyOwnedByYou: ")


@pytest.mark.parametrize("name", ["Files", "fi", "192.168.0.1", "a..b", "-files", "with_underscore"])
def test_names_follow_the_rules(world: World, name: str) -> None:
    assert world.refused(BUCKET, bucket=name).startswith(
        f"InvalidBucketName: The specified bucket is not valid: {name};"
    )


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (VERSIONING, {"versioningConfiguration": {"status": "Enabled"}}),
        (BLOCK, {"blockPublicPolicy": True}),
        (POLICY, {"policy": policy()}),
        (OBJECT, {"key": "a", "content": "a"}),
    ],
)
def test_a_setting_needs_its_bucket(world: World, token: str, inputs: dict[str, Any]) -> None:
    assert world.refused(token, bucket="nope", **inputs) == "NoSuchBucket: The specified bucket does not exist (nope)"


def test_a_bucket_with_objects_stays_unless_the_state_says_otherwise(world: World, bucket: Record) -> None:
    world.make(OBJECT, "o", bucket=bucket.id, key="a.txt", content="a")
    assert world.remove_refused(bucket) == (
        "BucketNotEmpty: The bucket you tried to delete is not empty (files holds 1 objects)"
    )
    world.remove(bucket, forceDestroy=True)
    assert world.cloud.resources() == []


def test_a_policy_speaks_of_its_bucket(world: World, bucket: Record) -> None:
    statement = {"Effect": "Deny", "Action": "s3:*", "Principal": "*", "Resource": "arn:aws:s3:::other/*"}
    assert world.refused(POLICY, bucket=bucket.id, policy=policy(statement)) == (
        "MalformedPolicy: Policy has invalid resource: arn:aws:s3:::other/* is not of bucket files"
    )
    statement |= {"Resource": "arn:aws:s3:::files/*", "Action": "ec2:RunInstances"}
    assert world.refused(POLICY, bucket=bucket.id, policy=policy(statement)) == (
        "MalformedPolicy: Policy has invalid action: ec2:RunInstances"
    )


def test_a_public_policy_is_refused_where_it_is_blocked(world: World, bucket: Record) -> None:
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Principal": "*", "Resource": "arn:aws:s3:::files/*"}
    block = world.make(BLOCK, "b", bucket=bucket.id, blockPublicPolicy=True)
    assert world.refused(POLICY, bucket=bucket.id, policy=policy(statement)) == (
        "AccessDenied: public policies are prevented by the BlockPublicPolicy setting of this bucket"
    )
    narrow = {**statement, "Principal": {"Service": "cloudfront.amazonaws.com"}}
    world.make(POLICY, "p", bucket=bucket.id, policy=policy(narrow))
    world.remove(block)
    world.make(POLICY, "p", bucket=bucket.id, policy=policy(statement))


def test_versioning_can_only_be_suspended(world: World) -> None:
    old = {"bucket": "b", "versioningConfiguration": {"status": "Enabled"}}
    assert world.problems(VERSIONING, old, bucket="b", versioningConfiguration={"status": "Disabled"}) == [
        "versioningConfiguration.status: cannot be changed from 'Enabled' to 'Disabled'; use 'Suspended'"
    ]
    assert world.problems(VERSIONING, old, bucket="b", versioningConfiguration={"status": "Suspended"}) == []


def test_replication_needs_versions_on_both_sides(world: World, bucket: Record) -> None:
    target = world.make(BUCKET, "t", bucket="copies", region="us-east-1")
    inputs = {
        "bucket": bucket.id,
        "role": role(world, "s3.amazonaws.com").properties["arn"],
        "rules": [{"status": "Enabled", "destination": {"bucket": target.properties["arn"]}}],
    }
    for place, name in ((None, "files"), ("us-east-1", "copies")):
        assert world.refused(REPLICATION, **inputs) == (
            f"InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration ({name})"
        )
        more = {"region": place} if place else {}
        world.make(VERSIONING, name, bucket=name, versioningConfiguration={"status": "Enabled"}, **more)
    world.make(REPLICATION, "r", **inputs)


def test_cors_names_methods_of_s3(world: World, bucket: Record) -> None:
    rules = [{"allowedMethods": ["PATCH"], "allowedOrigins": ["*"]}]
    assert world.refused(
        "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", bucket=bucket.id, corsRules=rules
    ) == ("InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is PATCH")


def test_a_key_for_encryption_exists(world: World, bucket: Record) -> None:
    token = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    rules = [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "nope"}}]
    assert world.refused(token, bucket=bucket.id, rules=rules) == (
        "KMS.NotFoundException: Key 'nope' does not exist, or is pending deletion"
    )


def test_replication_needs_a_role_that_s3_can_assume(world: World, bucket: Record) -> None:
    world.make(VERSIONING, "v", bucket=bucket.id, versioningConfiguration={"status": "Enabled"})
    arn = role(world, "ecs-tasks.amazonaws.com").properties["arn"]
    rules = [{"status": "Enabled", "destination": {"bucket": bucket.properties["arn"]}}]
    assert world.refused(REPLICATION, bucket=bucket.id, role=arn, rules=rules) == (
        f"InvalidRequest: the role {arn} cannot be assumed (its trust policy does not name s3.amazonaws.com)"
    )


def test_an_object_has_at_most_ten_tags(world: World, bucket: Record) -> None:
    tags = {f"tag-{number}": "x" for number in range(11)}
    assert world.refused(OBJECT, bucket=bucket.id, key="a", content="a", tags=tags) == (
        "BadRequest: Object tags cannot be greater than 10"
    )


def test_an_objects_version_is_told_where_versions_are_kept(world: World, bucket: Record) -> None:
    plain = world.make(OBJECT, "o", bucket=bucket.id, key="a", content="a")
    world.make(VERSIONING, "v", bucket=bucket.id, versioningConfiguration={"status": "Enabled"})
    versioned = world.make(OBJECT, "o2", bucket=bucket.id, key="b", content="a")
    assert (plain.id, plain.properties["versionId"]) == ("files/a", "")
    assert versioned.properties["versionId"]
