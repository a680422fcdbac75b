"""What it takes to make, change and take away everything that the program makes, and nothing of another service."""

import pulumi

from bootstrap.alicloud import reading
from components.connection import Statement

MAKING = ("Add*", "Create*", "Delete*", "Modify*", "Remove*", "Set*", "Tag*", "Untag*", "Update*")
WRITES = {
    "alb": (*MAKING, "Associate*", "Dissociate*", "Disable*", "Enable*", "Start*", "Stop*"),
    "alidns": MAKING,
    "cdn": (*MAKING, "BatchDeleteCdnDomainConfig", "BatchSetCdnDomainConfig", "StartCdnDomain", "StopCdnDomain"),
    "cms": (*MAKING, "Put*", "Enable*", "Disable*"),
    "eci": ("CreateContainerGroup", "DeleteContainerGroup", "UpdateContainerGroup"),
    "ecs": ("AuthorizeSecurityGroup*", "CreateSecurityGroup", "DeleteSecurityGroup", "ModifySecurityGroup*",
        "RevokeSecurityGroup*", "TagResources", "UntagResources"),
    "ess": (*MAKING, "Attach*", "Detach*", "Disable*", "Enable*", "ExecuteScalingRule", "StartInstanceRefresh"),
    "fc": ("CreateFunction", "CreateTrigger", "DeleteFunction", "DeleteTrigger", "Put*", "TagResource", "UntagResource",
        "UpdateFunction", "UpdateTrigger"),
    "kms": ("CreateAlias", "CreateKey", "CreateSecret", "DeleteAlias", "DeleteSecret", "EnableKey", "GetSecretValue",
        "PutSecretValue", "ScheduleKeyDeletion", "SetDeletionProtection", "TagResource*", "UntagResource*", "Update*"),
    "kvstore": (*MAKING, "AllocateInstancePublicConnection", "ResetAccountPassword"),
    "log": ("CreateAlert", "CreateIndex", "CreateLogStore", "CreateProject", "Delete*", "TagResources",
        "UntagResources", "Update*"),
    "nas": MAKING,
    "nlb": (*MAKING, "Start*", "Stop*"),
    "oos": ("CancelExecution", "StartExecution"),
    "oss": ("DeleteBucket*", "PutBucket*"),
    "polardb": (*MAKING, "Grant*", "Reset*", "Revoke*"),
    "pvtz": (*MAKING, "BindZoneVpc"),
    "rds": (*MAKING, "GrantAccountPrivilege", "ResetAccount*", "RevokeAccountPrivilege"),
    "yundun-cert": ("DeleteUserCertificate", "UploadUserCertificate"),
    "vpc": (*MAKING, "Allocate*", "Associate*", "Release*", "Unassociate*"),
}  # fmt: skip
IDENTITIES = (
    "AttachPolicyTo*", "CreateAccessKey", "CreatePolicy*", "CreateRole", "CreateUser", "DeleteAccessKey",
    "DeletePolicy*", "DeleteRole", "DeleteUser", "DetachPolicyFrom*", "PassRole", "TagResources", "UntagResources",
    "UpdateRole",
)  # fmt: skip
PAGES = "*-files-*"
"""Buckets of pages; those of the applications' files are `*-bucket-*`."""


def statements(account: pulumi.Input[str]) -> list[Statement]:
    """A statement for each service."""
    files = Statement(actions=("oss:DeleteObject", "oss:PutObject"), resources=(f"acs:oss:*:*:{PAGES}/*",))
    made = [reading.of_service(service, verbs, account) for service, verbs in WRITES.items()]
    return [*made, reading.of_service("ram", IDENTITIES, account), files]
