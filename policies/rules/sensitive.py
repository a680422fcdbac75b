"""Actions that hand out credentials, carry data away or change who may do what, of both clouds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from policies.pack.predicates import Predicate
from policies.rules.documents import actions, allows, matches, texts


@dataclass(frozen=True)
class Sensitive:
    """What a cloud's programs have no need of."""

    credentials: tuple[str, ...]
    """Their answer is a credential of somebody else; on no resource at all."""
    data: tuple[str, ...]
    """They read what was entrusted; on resources that are named."""
    permissions: tuple[str, ...]
    """They change who may do what; on resources that are named."""
    unbounded: Callable[[str], bool]
    """Whether a resource stands for all of a service, or all of a kind."""

    def names_nothing(self, statement: object) -> bool:
        """Whether a statement speaks of all resources of a kind, or of all but some."""
        listed = texts(statement, "Resource")
        return any(self.unbounded(text) for text in listed) or bool(texts(statement, "NotResource"))


ALL_OF_A_KIND = re.compile(r"[*/]+|[A-Za-z-]+[:/][*/]+")
"""What stands behind the account: everything, or everything of one kind (`secret:*`, `parameter/*`)."""
ARN_FIELDS = 6


def _unbounded_arn(resource: str) -> bool:
    fields = resource.split(":", ARN_FIELDS - 1)
    service, last = fields[2:3], fields[-1]
    if resource == "*" or len(fields) < ARN_FIELDS:
        return resource == "*"
    return _all_of_it(last, of_buckets=service == ["s3"])


def _unbounded_acs(resource: str) -> bool:
    fields = resource.split(":", ARN_FIELDS - 2)
    if resource == "*" or len(fields) < ARN_FIELDS - 1:
        return resource == "*"
    return _all_of_it(fields[-1], of_buckets=fields[1] == "oss")


def _all_of_it(last: str, *, of_buckets: bool) -> bool:
    """A bucket's name is no kind: `files/*` are the files of one bucket."""
    return set(last) <= set("*/") if of_buckets else ALL_OF_A_KIND.fullmatch(last) is not None


AWS = Sensitive(
    credentials=(
        *("cognito-identity:GetCredentialsForIdentity", "cognito-identity:GetOpenIdTokenForDeveloperIdentity"),
        *("codeartifact:GetAuthorizationToken", "codepipeline:PollForJobs", "connect:GetFederationToken"),
        *("ec2:GetPasswordData", "emr-containers:GetManagedEndpointSessionCredentials"),
        *("iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential", "iam:UpdateAccessKey"),
        *("lightsail:DownloadDefaultKeyPair", "lightsail:GetInstanceAccessDetails", "lightsail:CreateBucketAccessKey"),
        *("lightsail:GetRelationalDatabaseMasterUserPassword", "redshift:GetClusterCredentials"),
        *("redshift:GetClusterCredentialsWithIAM", "redshift-serverless:GetCredentials", "sso:GetRoleCredentials"),
        *("sts:GetFederationToken", "sts:GetSessionToken"),
    ),
    data=(
        *("s3:GetObject", "secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"),
        *("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "sts:AssumeRole"),
    ),
    permissions=(
        *("backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy"),
        *("ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute", "ec2:ModifyVpcEndpointServicePermissions"),
        *("ecr:SetRepositoryPolicy", "ecr:DeleteRepositoryPolicy", "ecr:PutRegistryPolicy"),
        *("elasticfilesystem:PutFileSystemPolicy", "elasticfilesystem:DeleteFileSystemPolicy"),
        *("events:PutPermission", "kms:CreateGrant", "kms:PutKeyPolicy", "logs:PutResourcePolicy"),
        *("lambda:AddPermission", "lambda:AddLayerVersionPermission", "lambda:CreateFunctionUrlConfig"),
        *("rds:ModifyDBSnapshotAttribute", "rds:ModifyDBClusterSnapshotAttribute"),
        *("s3:BypassGovernanceRetention", "s3:DeleteBucketPolicy", "s3:PutAccountPublicAccessBlock"),
        *("s3:PutBucketAcl", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock"),
        *("s3:PutObjectAcl", "s3:PutObjectVersionAcl", "secretsmanager:PutResourcePolicy"),
        *("secretsmanager:DeleteResourcePolicy", "sns:AddPermission", "sns:SetTopicAttributes", "sqs:AddPermission"),
        "sqs:SetQueueAttributes",
    ),
    unbounded=_unbounded_arn,
)
"""Credentials: IAM actions whose answer holds one, but for the login to ECR that every task needs. Data and
permissions: access levels "Read" of stores, and "Permissions management", of the Service Authorization Reference."""

ALICLOUD = Sensitive(
    credentials=(
        *("ecs:DescribeUserData", "ims:CreateAppSecret", "ims:GetAppSecret", "kms:CreateClientKey"),
        *("rds:ResetAccountPassword", "ram:UpdateAccessKey", "sts:AssumeRoleWithOIDC", "sts:AssumeRoleWithSAML"),
    ),
    data=(
        *("kms:GetSecretValue", "log:GetLogStoreLogs", "oos:GetSecretParameter", "oos:GetSecretParameters"),
        *("oos:GetSecretParametersByPath", "oss:GetObject", "sts:AssumeRole"),
    ),
    permissions=(
        *("cr:UpdateEndpointAclPolicy", "cr:CreateInstanceEndpointAclPolicy", "ecs:ModifyImageSharePermission"),
        *("kms:SetKeyPolicy", "kms:SetSecretPolicy", "mns:SetTopicAttributes", "mns:SetQueueAttributes"),
        *("oss:DeleteBucketPolicy", "oss:PutBucketAcl", "oss:PutBucketPolicy", "oss:PutBucketPublicAccessBlock"),
        *(
            "oss:PutObjectAcl",
            "oss:PutPublicAccessBlock",
            "rds:ModifySecurityIps",
            "resourcesharing:CreateResourceShare",
        ),
    ),
    unbounded=_unbounded_acs,
)
"""From the RAM user guide's lists of actions, chosen by the same questions."""


def nothing_sensitive(sensitive: Sensitive) -> Predicate:
    """A statement with no credentials, and with data and permissions of named resources only."""

    def found(statement: object) -> list[str]:
        if not allows(statement):
            return []
        wide = sensitive.names_nothing(statement)
        listed = (*sensitive.credentials, *((*sensitive.data, *sensitive.permissions) if wide else ()))
        return [action for action in listed if any(matches(action, pattern) for pattern in actions(statement))]

    def show(statement: object) -> str:
        named = found(statement)
        more = f" and {len(named) - 1} more" if len(named) > 1 else ""
        return f"a permission for {named[0]}{more}" if named else "a permission"

    return Predicate("named resources", lambda statement: not found(statement), show)
