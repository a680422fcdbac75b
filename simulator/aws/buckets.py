"""S3 buckets, their settings and their objects."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import assumed_by
from simulator.aws.places import hosted_zone
from simulator.aws.policy_documents import is_public, problems
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by
from simulator.policy_text import as_list, statements

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
CORS = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"
NAME = re.compile(r"^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
"""A bucket's name (S3 user guide, "Bucket naming rules")."""
METHODS = {"GET", "PUT", "HEAD", "POST", "DELETE"}
POLICY_SIZE = 20480
"""Bytes of a bucket policy (S3 user guide, "Bucket policies")."""
TAGS_PER_OBJECT = 10


def name_allowed(call: Call) -> None:
    """A bucket's name follows the rules."""
    if not NAME.match(call.inputs["bucket"]):
        raise Refusal(
            f"InvalidBucketName: The specified bucket is not valid: {call.inputs['bucket']}; "
            "3 to 63 lower-case letters, digits, hyphens and periods, no IP address"
        )


def bucket_answer(call: Call) -> Mapping[str, Any]:
    """The hosted zone of a bucket's region."""
    return {"hostedZoneId": hosted_zone(call.region, "buckets")}


def empty(call: Call) -> None:
    """A bucket that holds objects stays, unless the state says that it may go with them."""
    held = call.cloud.find(OBJECT, bucket=call.id)
    if held and not (call.old or {}).get("forceDestroy"):
        raise Refusal(
            f"BucketNotEmpty: The bucket you tried to delete is not empty ({call.id} holds {len(held)} objects)"
        )


def contents_go(call: Call) -> None:
    """A bucket's objects go with it."""
    for record in call.cloud.find(OBJECT, bucket=call.id):
        call.cloud.remove(record)


def policy_fits(call: Call) -> None:
    """A bucket policy is well formed, speaks of this bucket, and is not public where that is blocked."""
    bucket, text = call.inputs["bucket"], call.inputs["policy"]
    for words in problems(text, "resource"):
        raise Refusal(f"MalformedPolicy: {words}")
    if len(text.encode()) > POLICY_SIZE:
        raise Refusal(f"PolicyTooLarge: the policy is longer than {POLICY_SIZE} bytes")
    for statement in statements(text):
        for resource in as_list(statement.get("Resource")):
            if str(resource).rpartition(":::")[2].partition("/")[0] != bucket:
                raise Refusal(f"MalformedPolicy: Policy has invalid resource: {resource} is not of bucket {bucket}")
        for action in as_list(statement.get("Action")):
            if action != "*" and not str(action).lower().startswith("s3:"):
                raise Refusal(f"MalformedPolicy: Policy has invalid action: {action}")
    block = by(call, BLOCK, bucket=bucket)
    if block and block.properties.get("blockPublicPolicy") and is_public(text):
        raise Refusal("AccessDenied: public policies are prevented by the BlockPublicPolicy setting of this bucket")


def methods_allowed(call: Call) -> None:
    """CORS rules name methods that S3 knows."""
    for rule in call.inputs.get("corsRules") or ():
        for method in set(rule.get("allowedMethods") or ()) - METHODS:
            raise Refusal(
                f"InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is {method}"
            )


def both_versioned(call: Call) -> None:
    """Replication needs versioning on both buckets."""
    targets = [as_list(rule.get("destination"))[0].get("bucket", "") for rule in call.inputs["rules"]]
    for bucket in (call.inputs["bucket"], *(target.rpartition(":::")[2] for target in targets)):
        setting = by(call, VERSIONING, bucket=bucket)
        status = setting.properties["versioningConfiguration"].get("status") if setting else None
        if status != "Enabled":
            raise Refusal(
                "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration "
                f"({bucket})"
            )


def no_way_back(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """Versioning, once on, can only be suspended."""
    status, before = (each.get("versioningConfiguration", {}).get("status") for each in (inputs, old))
    if status == "Disabled" and before in ("Enabled", "Suspended"):
        yield f"versioningConfiguration.status: cannot be changed from '{before}' to 'Disabled'; use 'Suspended'"


def few_tags(call: Call) -> None:
    """An object has at most ten tags."""
    if len(call.inputs.get("tags") or {}) > TAGS_PER_OBJECT:
        raise Refusal("BadRequest: Object tags cannot be greater than 10")


def object_answer(call: Call) -> Mapping[str, Any]:
    """An object's ETag follows from its content; in a versioned bucket it has a version."""
    content = str([call.inputs.get(name) for name in ("content", "contentBase64", "source", "sourceHash")])
    setting = by(call, VERSIONING, bucket=call.inputs["bucket"])
    versioned = bool(setting and setting.properties["versioningConfiguration"].get("status") == "Enabled")
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {"etag": call.inputs.get("etag") or digest[:32], "versionId": digest[32:] if versioned else ""}


BEHAVIOURS = {
    BUCKET: Behaviour(create=(name_allowed,), delete=(empty,), answer=bucket_answer, gone=contents_go),
    VERSIONING: Behaviour(check=no_way_back),
    POLICY: Behaviour(create=(policy_fits,), update=(policy_fits,)),
    CORS: Behaviour(create=(methods_allowed,), update=(methods_allowed,)),
    REPLICATION: Behaviour(
        create=(
            both_versioned,
            assumed_by("role", "s3.amazonaws.com", "InvalidRequest: the role {value} cannot be assumed"),
        ),
        update=(both_versioned,),
    ),
    OBJECT: Behaviour(create=(few_tags,), update=(few_tags,), answer=object_answer),
}
