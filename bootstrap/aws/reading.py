"""What whoever may look must not see or touch, whatever else allows it."""

import pulumi

from bootstrap.aws.state import State
from components.clouds.aws import policy
from components.clouds.aws.key import Owner

PATH = "/pipeline/"
"""Of roles and policies here, so that one resource name means all of them and no other."""
DATA = ("dynamodb:*Item", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery", "sqs:ReceiveMessage")
"""What people have entrusted to the applications, and `ReadOnlyAccess` shows."""
OBJECTS = "*-bucket-*/*"
"""Objects in the buckets of applications; those with files of pages, `*-files-*`, are public anyway."""
OWN = ("s3:DeleteBucket*", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration")
"""Of the bucket of state: none of its versions is lost, and nobody else is let in."""
KEY = ("kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")


def limits(owner: Owner, place: State) -> pulumi.Input[str]:
    """A document that only refuses."""
    iam = pulumi.Output.concat("arn:", owner.partition, ":iam::", owner.account)
    objects = pulumi.Output.concat("arn:", owner.partition, f":s3:::{OBJECTS}")
    own = (f":role{PATH}*", f":policy{PATH}*", ":oidc-provider/*")
    identities = [pulumi.Output.concat(iam, name) for name in own]
    refused: list[dict[str, object]] = [
        {"Action": list(DATA), "Resource": "*"},
        {"Action": ["s3:GetObject", "s3:GetObjectVersion"], "Resource": objects},
        {"Action": list(OWN), "Resource": place.bucket},
        {"Action": list(KEY), "Resource": place.key},
        {"NotAction": ["iam:Get*", "iam:List*"], "Resource": identities},
    ]
    statements = [{"Effect": "Deny", **each} for each in refused]
    return policy.json_text({"Version": "2012-10-17", "Statement": statements})
