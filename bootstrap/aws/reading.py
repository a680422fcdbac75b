"""What whoever may look must not see or touch, whatever else allows it."""

from typing import Any

import pulumi

from bootstrap.aws.state import State
from components.clouds.aws import policy
from components.clouds.aws.key import Owner

PATH = "/pipeline/"
"""Of the roles here, so that one resource name means all of them and no other."""
DATA = (
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:StartLiveTail",
    "logs:StartQuery",
    "sqs:ReceiveMessage",
)
"""What people have entrusted to the applications, and `ReadOnlyAccess` shows."""
OBJECTS = ("s3:GetObject", "s3:GetObjectVersion")
OWN = ("s3:DeleteBucket*", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration")
"""Of the bucket of state: none of its versions is lost, and nobody else is let in."""
KEY = ("kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")


def limits(owner: Owner, place: State) -> pulumi.Input[str]:
    """A document that only refuses."""
    iam = pulumi.Output.concat("arn:", owner.partition, ":iam::", owner.account)
    whole = [place.bucket, pulumi.Output.concat(place.bucket, "/*")]
    refused = [
        _deny(DATA, Resource="*"),
        _deny(OBJECTS, NotResource=whole),
        _deny(OWN, Resource=place.bucket),
        _deny(KEY, Resource=place.key),
        _deny(
            ("iam:*",),
            Resource=[pulumi.Output.concat(iam, f":role{PATH}*"), pulumi.Output.concat(iam, ":oidc-provider/*")],
            NotAction=("iam:Get*", "iam:List*"),
        ),
    ]
    return policy.json_text({"Version": "2012-10-17", "Statement": refused})


def _deny(actions: tuple[str, ...], **where: Any) -> dict[str, Any]:
    exceptions = where.pop("NotAction", None)
    said = {"NotAction": list(exceptions)} if exceptions else {"Action": list(actions)}
    return {"Effect": "Deny", **said, **where}
