"""RAM roles, policies and users."""

from collections.abc import Mapping
from typing import Any

from simulator.alicloud.find import ROLE
from simulator.alicloud.policy_documents import refuse_malformed
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import Record
from simulator.policy_text import as_list, statements

POLICY = "alicloud:ram/policy:Policy"
USER = "alicloud:ram/user:User"
ROLE_POLICY = "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment"
USER_POLICY = "alicloud:ram/userPolicyAttachment:UserPolicyAttachment"
KEY = "alicloud:ram/accessKey:AccessKey"
LONGEST = 6144
"""Characters of a policy document without white space (RAM user guide, "Limits")."""
MOST_VERSIONS = 5
"""Versions of a policy that are kept (RAM user guide, "Limits")."""
MOST_KEYS = 2
"""Access keys of a user (RAM user guide, "Limits")."""
ROTATES = "DeleteOldestNonDefaultVersionWhenLimitExceeded"


def trust_fits(call: Call) -> None:
    """A role has a name and says who may assume it, in a document that is well formed."""
    if not call.inputs.get("roleName") and not call.inputs.get("name"):
        raise Refusal("one of roleName, name must be set")
    text = call.inputs.get("assumeRolePolicyDocument") or call.inputs.get("document")
    if not text and not call.inputs.get("ramUsers") and not call.inputs.get("services"):
        raise Refusal("one of assumeRolePolicyDocument, document, ramUsers, services must be set")
    if text:
        refuse_malformed(text, "trust")


def trusted(role: Record) -> list[str]:
    """The services that may assume a role."""
    found = statements(role.properties.get("assumeRolePolicyDocument"))
    return [each for statement in found for each in as_list((statement.get("Principal") or {}).get("Service"))]


def policy_fits(call: Call) -> None:
    """A policy has a name; its document is well formed and short enough."""
    if not call.inputs.get("policyName") and not call.inputs.get("name"):
        raise Refusal("one of policyName, name must be set")
    text = call.inputs.get("policyDocument") or call.inputs.get("document")
    if not text and not call.inputs.get("statements"):
        raise Refusal("one of policyDocument, document, statements must be set")
    if text:
        refuse_malformed(text, "identity")
        if len("".join(text.split())) > LONGEST:
            raise Refusal(f"LimitExceeded.Policy.Document: a policy document has at most {LONGEST} characters")


def version_left(call: Call) -> None:
    """A change makes a version; the sixth is refused unless the oldest may go."""
    if not call.changed("policyDocument") or call.inputs.get("rotateStrategy") == ROTATES:
        return
    if version(call.old or {}) >= MOST_VERSIONS:
        raise Refusal(f"LimitExceeded.Policy.Version: a policy has at most {MOST_VERSIONS} versions")


def version(properties: Mapping[str, Any]) -> int:
    """The number of a policy's version: v3 is 3."""
    return int(str(properties.get("versionId") or "v0")[1:])


def policy_answer(call: Call) -> Mapping[str, Any]:
    """Every change of the document is a new version, and the default one."""
    if call.old is None or not call.changed("policyDocument"):
        return {}
    number = f"v{version(call.old) + 1}"
    return {"versionId": number, "defaultVersion": number}


def key_left(call: Call) -> None:
    """A user has two access keys at most."""
    if len(call.find(KEY, userName=call.inputs.get("userName"))) >= MOST_KEYS:
        raise Refusal(f"LimitExceeded.User.AccessKey: a user has at most {MOST_KEYS} access keys")


def detached(call: Call) -> None:
    """With `force`, a role, policy or user is taken off all that holds it before it goes."""
    if not (call.old or {}).get("force"):
        return
    name = (call.old or {}).get("name") if call.type.token == USER else call.id
    for type_ in (ROLE_POLICY, USER_POLICY, KEY):
        for record in call.find(type_, **{NAMED[call.type.token]: name}):
            call.cloud.remove(record)


NAMED = {ROLE: "roleName", POLICY: "policyName", USER: "userName"}
"""The property by which others name a thing."""
BEHAVIOURS = {
    ROLE: Behaviour(create=(trust_fits,), update=(trust_fits,), delete=(detached,)),
    USER: Behaviour(delete=(detached,)),
    POLICY: Behaviour(
        create=(policy_fits,),
        update=(policy_fits, version_left),
        answer=policy_answer,
        delete=(detached,),
        moves=("versionId", "defaultVersion"),
    ),
    KEY: Behaviour(create=(key_left,)),
}
