"""A database, a cache and a bucket that no rule has anything to say about."""

import json
from collections.abc import Mapping

from policies.pack.values import Secret
from tests.policies.building import Stack, joined, made

TLS_ONLY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def document(*statements: Mapping[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def with_data(stack: Stack) -> Stack:
    """The stack with its data, and the key that encrypts them."""
    key = made(
        "aws:kms/key:Key",
        "key",
        {
            "enableKeyRotation": True,
            "deletionWindowInDays": 30.0,
            "policy": document(
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ),
        },
        protect=True,
    )
    key_policy = made("aws:kms/keyPolicy:KeyPolicy", "key-policy", {"policy": document()}, keyId=key)
    stack = joined(stack, key, key_policy)
    stack = _with_database(stack)
    stack = _with_cache(stack)
    return _with_bucket(stack)


def _with_database(stack: Stack) -> Stack:
    group = made("aws:rds/subnetGroup:SubnetGroup", "database-subnets", {}, subnetIds=stack["private"])
    parameters = made(
        "aws:rds/parameterGroup:ParameterGroup",
        "parameters",
        {"parameters": [{"name": "rds.force_ssl", "value": "1"}]},
    )
    return joined(
        stack,
        group,
        parameters,
        made(
            "aws:rds/instance:Instance",
            "database",
            {
                "publiclyAccessible": False,
                "storageEncrypted": True,
                "kmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/1",
                "multiAz": True,
                "deletionProtection": True,
                "backupRetentionPeriod": 30.0,
                "skipFinalSnapshot": False,
                "finalSnapshotIdentifier": "last",
                "enabledCloudwatchLogsExports": ["postgresql", "upgrade"],
                "password": Secret("generated"),
            },
            protect=True,
            dbSubnetGroupName=group,
            parameterGroupName=parameters,
            kmsKeyId=stack["key"],
        ),
    )


def _with_cache(stack: Stack) -> Stack:
    group = made("aws:elasticache/subnetGroup:SubnetGroup", "cache-subnets", {}, subnetIds=stack["private"])
    return joined(
        stack,
        group,
        made(
            "aws:elasticache/replicationGroup:ReplicationGroup",
            "cache",
            {
                "atRestEncryptionEnabled": True,
                "kmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/1",
                "transitEncryptionEnabled": True,
                "transitEncryptionMode": "required",
                "authToken": Secret("generated"),
                "automaticFailoverEnabled": True,
                "multiAzEnabled": True,
                "snapshotRetentionLimit": 7.0,
            },
            protect=True,
            subnetGroupName=group,
            kmsKeyId=stack["key"],
        ),
    )


def _with_bucket(stack: Stack) -> Stack:
    files = made("aws:s3/bucket:Bucket", "files", {"forceDestroy": False}, protect=True)
    logging = made("aws:s3/bucketLogging:BucketLogging", "files-logging", {"targetPrefix": "s3/"}, bucket=files)
    return joined(
        stack,
        files,
        logging,
        made(
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "files-private",
            {
                "blockPublicAcls": True,
                "blockPublicPolicy": True,
                "ignorePublicAcls": True,
                "restrictPublicBuckets": True,
            },
            bucket=files,
        ),
        made("aws:s3/bucketAcl:BucketAcl", "files-acl", {"acl": "private"}, bucket=files),
        made("aws:s3/bucketPolicy:BucketPolicy", "files-policy", {"policy": document(TLS_ONLY)}, bucket=files),
        made(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "files-encryption",
            {"rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "k"}}]},
            bucket=files,
            rules=stack["key"],
        ),
        made(
            "aws:s3/bucketVersioning:BucketVersioning",
            "files-versions",
            {"versioningConfiguration": {"status": "Enabled"}},
            bucket=files,
        ),
        made(
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "files-ownership",
            {"rule": {"objectOwnership": "BucketOwnerEnforced"}},
            bucket=files,
        ),
        made(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "files-lifecycle",
            {"rules": [{"status": "Enabled", "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7.0}}]},
            bucket=files,
        ),
    )
