"""A database, a cache and a bucket that no rule has anything to say about."""

import json
from collections.abc import Mapping

from policies.pack.values import Secret
from tests.policies.building import Stack, joined, made
from tests.policies.good_clusters import with_clusters

TLS_ONLY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


PARAMETERS = [
    {"name": name, "value": value}
    for name, value in {
        "rds.force_ssl": "1",
        "log_connections": "1",
        "log_disconnections": "1",
        "log_min_duration_statement": "1000",
    }.items()
]
STORE = {
    "publiclyAccessible": False,
    "storageEncrypted": True,
    "kmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/1",
    "deletionProtection": True,
    "backupRetentionPeriod": 30.0,
    "skipFinalSnapshot": False,
    "deleteAutomatedBackups": False,
    "finalSnapshotIdentifier": "last",
    "enabledCloudwatchLogsExports": ["postgresql", "upgrade"],
    "iamDatabaseAuthenticationEnabled": True,
    "copyTagsToSnapshot": True,
    "engineVersion": "16",
    "port": 6543.0,
}
"""What an instance and a cluster say in the same words."""
MEASURED = {
    "monitoringInterval": 60.0,
    "monitoringRoleArn": "arn:aws:iam::111122223333:role/monitoring",
    "performanceInsightsEnabled": True,
    "performanceInsightsKmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/1",
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
    stack = with_clusters(_with_database(stack), STORE, MEASURED)
    stack = _with_cache(stack)
    return _with_bucket(stack)


def _with_database(stack: Stack) -> Stack:
    group = made("aws:rds/subnetGroup:SubnetGroup", "database-subnets", {}, subnetIds=stack["private"])
    parameters = made(
        "aws:rds/parameterGroup:ParameterGroup",
        "parameters",
        {"parameters": PARAMETERS},
    )
    password = made("random:index/randomPassword:RandomPassword", "password", {"length": 32.0})
    return joined(
        stack,
        group,
        parameters,
        password,
        made(
            "aws:rds/instance:Instance",
            "database",
            {
                **STORE,
                **MEASURED,
                "multiAz": True,
                "username": "notes",
                "password": Secret("generated"),
                "maintenanceWindow": "sun:03:30-sun:04:30",
                "maxAllocatedStorage": 500.0,
            },
            protect=True,
            dbSubnetGroupName=group,
            parameterGroupName=parameters,
            kmsKeyId=stack["key"],
            password=password,
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
                "logDeliveryConfigurations": [{"logType": "slow-log"}, {"logType": "engine-log"}],
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
        made("aws:s3/bucketNotification:BucketNotification", "files-events", {"eventbridge": True}, bucket=files),
        made(
            "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
            "account-private",
            {
                "blockPublicAcls": True,
                "blockPublicPolicy": True,
                "ignorePublicAcls": True,
                "restrictPublicBuckets": True,
            },
        ),
        made("aws:s3/bucketAcl:BucketAcl", "files-acl", {"acl": "private"}, bucket=files),
        made("aws:s3/bucketPolicy:BucketPolicy", "files-policy", {"policy": document(TLS_ONLY)}, bucket=files),
        made(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "files-encryption",
            {
                "rules": [
                    {
                        "applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "k"},
                        "bucketKeyEnabled": True,
                    }
                ]
            },
            bucket=files,
            rules=stack["key"],
        ),
        made(
            "aws:s3/bucketVersioning:BucketVersioning",
            "files-versions",
            {"versioningConfiguration": {"status": "Enabled", "mfaDelete": "Enabled"}, "mfa": "device 1"},
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
