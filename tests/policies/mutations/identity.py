"""The one change in an example that each rule about identities must notice, on both clouds."""

from components.spec import Cloud
from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.good_data import document
from tests.policies.mutation import Mutation, cloud_of, edited, of_type, otherwise, put, without

ROLE, ROLE_POLICY = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
RAM_ROLE, RAM_POLICY = "alicloud:ram/role:Role", "alicloud:ram/policy:Policy"
ATTACHMENT = "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment"
PASSWORDS = "accountPasswordPolicy:AccountPasswordPolicy"
STRONG = {
    "minimumPasswordLength": 14.0,
    "requireLowercaseCharacters": True,
    "requireUppercaseCharacters": True,
    "requireNumbers": True,
    "requireSymbols": True,
    "passwordReusePrevention": 24.0,
    "maxPasswordAge": 90.0,
    "maxLoginAttempts": 5.0,
}
OWN_ROLE = "arn:aws:iam::123456789012:role/own"
BOUNDED = {"assumeRolePolicy": document(), "permissionsBoundary": "arn:aws:iam::123456789012:policy/boundary"}


def granting(rule: str, action: str, resource: str, *also: str) -> Mutation:
    return _granting(rule, ROLE_POLICY, "policy{}.Statement[]", action, resource, *also)


def granting_on_alicloud(rule: str, action: str, resource: str, *also: str) -> Mutation:
    return _granting(rule, RAM_POLICY, "policyDocument{}.Statement[]", action, resource, *also)


def _granting(rule: str, kind: str, path: str, action: str, resource: str, *also: str) -> Mutation:
    statement = {"Effect": "Allow", "Action": [action], "Resource": [resource]}
    return otherwise(rule, kind, path, statement, *also)


def without_keys(resource_type: str) -> Mutation:
    """A user whose key is gone: nobody's, then."""
    return Mutation(rule="IA-08", cloud=cloud_of(resource_type), change=lambda stack: without(stack, resource_type))


def _attached_to_all(stack: Stack) -> Stack | None:
    attachments = of_type(stack, ATTACHMENT)
    if not attachments:
        return None
    return put(stack, edited(edited(attachments[0], "policyType", "System"), "policyName", "AdministratorAccess"))


def _passwords(cloud: Cloud) -> Mutation:
    kind = f"{cloud}:{'iam' if cloud == 'aws' else 'ram'}/{PASSWORDS}"

    def added(_stack: Stack) -> list[Resource]:
        return [made(kind, "added", STRONG)]

    return Mutation(rule="IA-12", cloud=cloud, type=kind, path="minimumPasswordLength", value=8.0, adds=added)


MUTATIONS = (
    granting("IA-01", "*", "*", "X-02", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09"),
    granting("IA-02", "s3:*", "arn:aws:s3:::files/*", "X-02"),
    granting("IA-03", "s3:PutObject", "*"),
    granting("IA-04", "iam:PutRolePolicy", OWN_ROLE),
    granting("IA-05", "sts:GetFederationToken", "arn:aws:sts::123456789012:federated-user/all"),
    otherwise("IA-06", ROLE, "managedPolicyArns", ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]),
    otherwise("IA-07", ROLE, "assumeRolePolicy{}.Statement[].Principal", "*"),
    without_keys("aws:iam/accessKey:AccessKey"),
    granting("IA-09", "kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/*"),
    Mutation(
        rule="IA-10",
        cloud="aws",
        type=ROLE,
        path="permissionsBoundary",
        adds=lambda _: [made(ROLE, "added", BOUNDED)],
    ),
    otherwise("IA-11", ROLE_POLICY, "policy{}.Version", "2008-10-17"),
    granting("IA-11", "s3:GetObject", "arn:aws:sqs:eu-central-1:123456789012:files"),
    _passwords("aws"),
    granting_on_alicloud("IA-01", "*", "*", "X-02", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09"),
    granting_on_alicloud("IA-02", "oss:*", "acs:oss:*:1:files/*", "X-02"),
    granting_on_alicloud("IA-03", "oss:PutObject", "*"),
    granting_on_alicloud("IA-04", "ram:AttachPolicyToRole", "acs:ram::1:role/own"),
    granting_on_alicloud("IA-05", "kms:GetSecretValue", "acs:kms:*:1:secret/*"),
    Mutation(rule="IA-06", cloud="alicloud", change=_attached_to_all),
    otherwise("IA-07", RAM_ROLE, "assumeRolePolicyDocument{}.Statement[].Principal", {"RAM": ["*"]}),
    without_keys("alicloud:ram/accessKey:AccessKey"),
    granting_on_alicloud("IA-09", "kms:Decrypt", "acs:kms:*:*:*"),
    otherwise("IA-11", RAM_POLICY, "policyDocument{}.Version", "2"),
    _passwords("alicloud"),
)
