"""Roles, users and their policies: what IAM refuses and answers."""

import base64
import hashlib
import hmac
import secrets
import string
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.find import ROLE, by_arn
from simulator.aws.policy_documents import Kind, principals, problems
from simulator.behaviour import Behaviour, Call, Hook, Refusal
from simulator.cloud import ACCOUNT, GLOBAL
from simulator.policy_text import statements

POLICY = "aws:iam/policy:Policy"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
USER = "aws:iam/user:User"
USER_POLICY = "aws:iam/userPolicy:UserPolicy"
ACCESS_KEY = "aws:iam/accessKey:AccessKey"
PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"
MANAGED_SIZE, ROLE_SIZE, USER_SIZE, TRUST_SIZE = 6144, 10240, 2048, 2048
"""Characters of documents, white space left out (IAM user guide, "IAM and AWS STS quotas")."""
KEYS_PER_USER = 2
ATTACHED_PER_ROLE = 10
"""Default quotas (IAM user guide, "IAM and AWS STS quotas")."""
SMTP_DATE, SMTP_SERVICE, SMTP_END, SMTP_MESSAGE, SMTP_VERSION = (
    "11111111",
    "ses",
    "aws4_request",
    "SendRawEmail",
    b"\x04",
)
"""Steps of the SMTP password (Amazon SES developer guide, "Obtaining SES SMTP credentials")."""


def well_formed(name: str, kind: Kind) -> Hook:
    """A hook: the document under `name` is one IAM accepts."""

    def hook(call: Call) -> None:
        for words in problems(call.inputs[name], kind):
            raise Refusal(f"MalformedPolicyDocument: {words}")

    return hook


def size(text: str) -> int:
    """Characters of a document without white space."""
    return sum(not character.isspace() for character in text)


def known_principals(call: Call) -> None:
    """A trust policy names services, accounts and roles that exist."""
    for statement in statements(call.inputs["assumeRolePolicy"]):
        for principal in principals(statement, "AWS"):
            mine = principal.startswith("arn:") and f"::{ACCOUNT}:" in principal
            if (
                mine
                and not principal.endswith(":root")
                and not (by_arn(call, ROLE, principal) or by_arn(call, USER, principal))
            ):
                raise Refusal(f'MalformedPolicyDocument: Invalid principal in policy: "AWS":"{principal}"')
        for service in principals(statement, "Service"):
            if service != "*" and not service.endswith((".amazonaws.com", ".amazonaws.com.cn", ".amazon.com")):
                raise Refusal(f'MalformedPolicyDocument: Invalid principal in policy: "SERVICE":"{service}"')


def trust_fits(call: Call) -> None:
    """A trust policy has room."""
    if size(call.inputs["assumeRolePolicy"]) > TRUST_SIZE:
        raise Refusal(f"LimitExceeded: Cannot exceed quota for ACLSizePerRole: {TRUST_SIZE}")


def managed_fits(call: Call) -> None:
    """A managed policy has room."""
    if size(call.inputs["policy"]) > MANAGED_SIZE:
        raise Refusal(f"LimitExceeded: Cannot exceed quota for PolicySize: {MANAGED_SIZE}")


def inline_fits(owner: str, limit: int) -> Hook:
    """A hook: all inline policies of one owner together have room."""

    def hook(call: Call) -> None:
        name = call.inputs[owner]
        others = [each for each in call.cloud.find(call.type.token, GLOBAL, **{owner: name}) if each.id != call.id]
        total = size(call.inputs["policy"]) + sum(size(each.properties["policy"]) for each in others)
        if total > limit:
            raise Refusal(f"LimitExceeded: Maximum policy size of {limit} bytes exceeded for {owner} {name}")

    return hook


def few_attached(call: Call) -> None:
    """A role has at most ten managed policies."""
    if len(call.cloud.find(ATTACHMENT, GLOBAL, role=call.inputs["role"])) >= ATTACHED_PER_ROLE:
        raise Refusal(f"LimitExceeded: Cannot exceed quota for PoliciesPerRole: {ATTACHED_PER_ROLE}")


def inline_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """The inline and managed policies that a role carries itself are well formed."""
    for index, policy in enumerate(inputs.get("inlinePolicies") or ()):
        text = policy.get("policy") if isinstance(policy, dict) else None
        yield from (
            f"inlinePolicies[{index}].policy: {words}" for words in (problems(text, "identity") if text else ())
        )


def few_keys(call: Call) -> None:
    """A user has at most two access keys."""
    if len(call.cloud.find(ACCESS_KEY, GLOBAL, user=call.inputs["user"])) >= KEYS_PER_USER:
        raise Refusal(f"LimitExceeded: Cannot exceed quota for AccessKeysPerUser: {KEYS_PER_USER}")
    if call.inputs.get("pgpKey"):
        raise Refusal(
            "pgpKey: the simulator does not encrypt access keys; leave it out and keep the secret output secret"
        )


def access_key_answer(call: Call) -> Mapping[str, Any]:
    """The key's secret, told once, and the mail password that follows from it."""
    if call.old:
        return {}
    secret = "".join(secrets.choice(string.ascii_letters + string.digits + "+/") for _ in range(40))
    return {"secret": secret, "sesSmtpPasswordV4": smtp_password(secret, call.home_region)}


def smtp_password(secret: str, region: str) -> str:
    """The SMTP password of an access key in a region."""
    signature = ("AWS4" + secret).encode()
    for step in (SMTP_DATE, region, SMTP_SERVICE, SMTP_END, SMTP_MESSAGE):
        signature = hmac.new(signature, step.encode(), hashlib.sha256).digest()
    return base64.b64encode(SMTP_VERSION + signature).decode()


def provider_answer(call: Call) -> Mapping[str, Any]:
    """An identity provider's ARN holds its address without the scheme."""
    address = str(call.inputs["url"]).removeprefix("https://")
    arn = f"arn:{call.partition}:iam::{ACCOUNT}:oidc-provider/{address}"
    return {"id": arn, "arn": arn}


def renamed(call: Call) -> Mapping[str, Any]:
    """A user's id and ARN follow its name and path."""
    name, path = call.inputs["name"], call.inputs["path"]
    return {"id": name, "arn": f"{call.outputs['arn'].partition(':user')[0]}:user{path}{name}"}


identity_document = well_formed("policy", "identity")
trust_document = well_formed("assumeRolePolicy", "trust")
BEHAVIOURS = {
    ROLE: Behaviour(
        check=inline_rules,
        create=(trust_document, known_principals, trust_fits),
        update=(trust_document, known_principals, trust_fits),
    ),
    POLICY: Behaviour(create=(identity_document, managed_fits), update=(identity_document, managed_fits)),
    ROLE_POLICY: Behaviour(
        create=(identity_document, inline_fits("role", ROLE_SIZE)),
        update=(identity_document, inline_fits("role", ROLE_SIZE)),
    ),
    ATTACHMENT: Behaviour(create=(few_attached,)),
    USER: Behaviour(answer=renamed),
    USER_POLICY: Behaviour(
        create=(identity_document, inline_fits("user", USER_SIZE)),
        update=(identity_document, inline_fits("user", USER_SIZE)),
    ),
    PROVIDER: Behaviour(answer=provider_answer),
    ACCESS_KEY: Behaviour(create=(few_keys,), answer=access_key_answer),
}
