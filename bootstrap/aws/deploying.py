"""What it takes to make, change and take away everything that the program makes, and nothing of another service.

Actions are those of the services' own authorization references; reading is `ReadOnlyAccess`.
"""

from collections.abc import Mapping

import pulumi

from components.clouds.aws.key import Owner
from components.connection import Statement

WITH_TAGS = ("TagResource", "UntagResource")
COMPUTED = {
    "application-autoscaling": ("DeleteScalingPolicy", "DeleteScheduledAction", "DeregisterScalableTarget",
        "PutScalingPolicy", "PutScheduledAction", "RegisterScalableTarget", *WITH_TAGS),
    "ecr": ("Create*", "Delete*", "Put*", "BatchCheckLayerAvailability", "CompleteLayerUpload", "InitiateLayerUpload",
        "UploadLayerPart", *WITH_TAGS),
    "ecs": ("Create*", "Delete*", "PutClusterCapacityProviders", "RegisterTaskDefinition", "RunTask", "StopTask",
        "Update*", *WITH_TAGS),
    "elasticfilesystem": ("Create*", "Delete*", "Modify*", "Put*", "Update*", *WITH_TAGS),
    "events": ("DeleteRule", "PutRule", "PutTargets", "RemoveTargets", *WITH_TAGS),
    "lambda": ("AddPermission", "CreateFunction", "DeleteFunction*", "PutFunction*", "RemovePermission",
        "UpdateFunction*", *WITH_TAGS),
    "scheduler": ("Create*", "Delete*", "Update*", *WITH_TAGS),
    "servicediscovery": ("Create*", "Delete*", "Update*", *WITH_TAGS),
}  # fmt: skip
NETWORK = {
    "ec2": ("AllocateAddress", "Associate*", "AttachInternetGateway", "AuthorizeSecurityGroup*", "CreateFlowLogs",
        "CreateInternetGateway", "CreateNatGateway", "CreateRoute", "CreateRouteTable", "CreateSecurityGroup",
        "CreateSubnet", "CreateTags", "CreateVpc", "CreateVpcEndpoint", "DeleteFlowLogs", "DeleteInternetGateway",
        "DeleteNatGateway", "DeleteRoute", "DeleteRouteTable", "DeleteSecurityGroup", "DeleteSubnet", "DeleteTags",
        "DeleteVpc", "DeleteVpcEndpoints", "DetachInternetGateway", "Disassociate*", "ModifySecurityGroupRules",
        "ModifySubnetAttribute", "ModifyVpcAttribute", "ModifyVpcEndpoint", "ReleaseAddress", "ReplaceRoute*",
        "RevokeSecurityGroup*", "UpdateSecurityGroupRuleDescriptions*"),
    "elasticloadbalancing": ("AddTags", "Create*", "Delete*", "DeregisterTargets", "Modify*", "RegisterTargets",
        "RemoveTags", "Set*"),
    "wafv2": ("AssociateWebACL", "Create*", "Delete*", "DisassociateWebACL", "Put*", "Update*", *WITH_TAGS),
}  # fmt: skip
STORES = {
    "backup": ("Create*", "Delete*", "Put*", "Update*", *WITH_TAGS),
    "elasticache": ("AddTagsToResource", "Create*", "Delete*", "Modify*", "RemoveTagsFromResource", "ResetCache*"),
    "kms": ("CreateAlias", "CreateGrant", "DeleteAlias", "DescribeKey", "EnableKeyRotation", "GenerateDataKey*",
        "PutKeyPolicy", "ScheduleKeyDeletion", "UpdateAlias", "UpdateKeyDescription", *WITH_TAGS),
    "rds": ("AddTagsToResource", "Create*", "Delete*", "Modify*", "Reboot*", "RemoveTagsFromResource", "ResetDB*",
        "RestoreDB*"),
    "secretsmanager": ("CreateSecret", "DeleteResourcePolicy", "DeleteSecret", "GetSecretValue", "PutResourcePolicy",
        "PutSecretValue", "UpdateSecret*", *WITH_TAGS),
}  # fmt: skip
WATCHING = {
    "budgets": ("ModifyBudget", *WITH_TAGS),
    "cloudwatch": ("Delete*", "Put*", *WITH_TAGS),
    "logs": ("AssociateKmsKey", "Create*", "Delete*", "Put*", *WITH_TAGS),
    "sns": ("CreateTopic", "DeleteTopic", "SetSubscriptionAttributes", "SetTopicAttributes", "Subscribe", "Unsubscribe",
        *WITH_TAGS),
    "sqs": ("CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"),
}  # fmt: skip
ENTRY = {
    "acm": ("AddTagsToCertificate", "DeleteCertificate", "RemoveTagsFromCertificate", "UpdateCertificateOptions"),
    "cloudfront": ("Create*", "Delete*", "PublishFunction", "Update*", *WITH_TAGS),
    "route53": ("AssociateVPCWithHostedZone", "ChangeResourceRecordSets", "ChangeTagsForResource", "DeleteHostedZone"),
    "s3": ("CreateBucket", "DeleteBucket*", "Put*Configuration", "PutBucket*", *WITH_TAGS),
}  # fmt: skip
EVERYWHERE = {
    "route53": "route53:CreateHostedZone",
    "ecr": "ecr:GetAuthorizationToken",
    "ecs": "ecs:DeregisterTaskDefinition",
    "kms": "kms:CreateKey",
    "acm": "acm:RequestCertificate",
}
"""Actions that accept no resource but `*`, by service."""
ACCOUNTLESS = frozenset({"route53", "s3"})
"""Services whose resource names hold neither region nor account."""
ROLES = ("CreateRole", "DeleteRole*", "DetachRolePolicy", "AttachRolePolicy", "PutRolePolicy", "TagRole", "UntagRole",
    "UpdateAssumeRolePolicy", "UpdateRole*")  # fmt: skip
USERS = ("CreateAccessKey", "CreateUser", "DeleteAccessKey", "DeleteUser*", "PutUserPolicy", "TagUser", "UntagUser")
POLICIES = ("CreatePolicy*", "DeletePolicy*", "SetDefaultPolicyVersion", "TagPolicy", "UntagPolicy")
RUNNERS = ("backup", "ecs", "ecs-tasks", "events", "lambda", "scheduler", "vpc-flow-logs")
"""Services that are handed a role of a stack."""
TAG = {"StringEquals": {"aws:ResourceTag/managed-by": "groundwork"}}


def groups(owner: Owner) -> Mapping[str, list[Statement]]:
    """Statements by topic, each small enough for one policy."""
    found = {
        "computes": _of(COMPUTED, owner),
        "connects": _of(NETWORK, owner),
        "enters": _of(ENTRY, owner),
        "stores": _of(STORES, owner),
        "watches": _of(WATCHING, owner),
    }
    found["enters"].append(_page_files(owner))
    found["stores"].append(decryption(owner))
    return {**found, "identifies": _identities(owner)}


def _of(services: Mapping[str, tuple[str, ...]], owner: Owner) -> list[Statement]:
    anywhere = tuple(EVERYWHERE[service] for service in services if service in EVERYWHERE)
    named = [
        Statement(actions=tuple(f"{service}:{verb}" for verb in verbs), resources=(_all(service, owner),))
        for service, verbs in services.items()
    ]
    return [*named, *([Statement(actions=anywhere, resources=("*",))] if anywhere else [])]


def _all(service: str, owner: Owner) -> pulumi.Output[str]:
    """Everything of a service in the account."""
    where = ("::",) if service in ACCOUNTLESS else (":*:", owner.account)
    return pulumi.Output.concat("arn:", owner.partition, f":{service}", *where, ":*")


def _page_files(owner: Owner) -> Statement:
    files = pulumi.Output.concat("arn:", owner.partition, ":s3:::*-files-*/*")
    return Statement(actions=("s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging"), resources=(files,))


def decryption(owner: Owner) -> Statement:
    """With the keys of stacks: their secrets are read to be compared."""
    keys = pulumi.Output.concat("arn:", owner.partition, ":kms:*:", owner.account, ":key/*")
    return Statement(actions=("kms:Decrypt",), resources=(keys,), conditions=TAG)


def _identities(owner: Owner) -> list[Statement]:
    """Roles and users of parts; the pipeline's own are out of reach (`reading.limits`)."""
    kinds = {"role": ROLES, "user": USERS, "policy": POLICIES}

    def each(kind: str) -> pulumi.Output[str]:
        return pulumi.Output.concat("arn:", owner.partition, ":iam::", owner.account, f":{kind}/*")

    def handed(runner: str) -> Statement:
        to = {"StringEquals": {"iam:PassedToService": f"{runner}.amazonaws.com"}}
        return Statement(actions=("iam:PassRole",), resources=(each("role"),), conditions=to)

    return [
        *(Statement(actions=tuple(f"iam:{a}" for a in actions), resources=(each(k),)) for k, actions in kinds.items()),
        *(handed(runner) for runner in RUNNERS),
        Statement(actions=("iam:CreateServiceLinkedRole",), resources=(each("role/aws-service-role"),)),
    ]
