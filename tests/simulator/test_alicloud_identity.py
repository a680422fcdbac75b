"""What RAM refuses and answers."""

import re
from typing import Any

import pytest

from simulator.cloud import GLOBAL, Record
from simulator.values import UNKNOWN
from tests.simulator.alicloud_builders import READ, ROLE, policy, role, trust
from tests.simulator.world import World

POLICY = "alicloud:ram/policy:Policy"
USER = "alicloud:ram/user:User"
KEY = "alicloud:ram/accessKey:AccessKey"
ROLE_POLICY = "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment"
USER_POLICY = "alicloud:ram/userPolicyAttachment:UserPolicyAttachment"
ROTATES = "DeleteOldestNonDefaultVersionWhenLimitExceeded"


def allowed(ali: World, name: str = "read", **more: Any) -> Record:
    return ali.make(POLICY, name, **{"policyName": name, "policyDocument": policy(READ), **more})


def attach(ali: World, role_: Record, policy_: Record) -> Record:
    return ali.make(ROLE_POLICY, "a", roleName=role_.id, policyName=policy_.id, policyType="Custom")


def test_a_role_that_the_account_has_for_a_service_may_be_granted_more(ali: World) -> None:
    words = "EntityNotExist.Role: The role not exists: Nobody"
    asked = {"policyName": allowed(ali).id, "policyType": "Custom"}
    assert ali.refused(ROLE_POLICY, roleName="Nobody", **asked) == words
    ali.make(ROLE_POLICY, "a", roleName="AliyunCDNAccessingPrivateOSSRole", **asked)


def test_a_role_answers_its_arn(ali: World) -> None:
    made = role(ali, "app")
    assert (made.id, made.region) == ("app", GLOBAL)
    assert made.properties["arn"] == "acs:ram::1234567890123456:role/app"
    assert made.properties["maxSessionDuration"] == 3600


@pytest.mark.parametrize(
    ("token", "document"),
    [(ROLE, {"assumeRolePolicyDocument": trust("ecs.aliyuncs.com")}), (POLICY, {"policyDocument": policy(READ)})],
)
def test_roles_and_policies_are_named_by_their_old_property_too(
    ali: World, token: str, document: dict[str, str]
) -> None:
    new, kind = ("roleName", "Role") if token == ROLE else ("policyName", "Policy")
    assert ali.refused(token, **document) == f"one of {new}, name must be set"
    made = ali.make(token, "t", name="app", **document)
    assert (made.id, made.properties[new]) == ("app", "app")
    for name in (new, "name"):
        words = f"EntityAlreadyExists.{kind}: The {kind.lower()} already exists: app"
        assert ali.refused(token, **{name: "app"}, **document) == words


def test_a_role_says_who_may_assume_it(ali: World) -> None:
    words = "one of assumeRolePolicyDocument, document, ramUsers, services must be set"
    assert ali.refused(ROLE, roleName="app") == words
    assert ali.make(ROLE, "s", roleName="s", services=["ecs.aliyuncs.com"]).id == "s"
    assert ali.make(ROLE, "u", roleName="u", ramUsers=["acs:ram::1234567890123456:user/a"]).id == "u"
    wrong = policy(READ)
    for name in ("assumeRolePolicyDocument", "document"):
        assert ali.refused(ROLE, roleName="app", **{name: wrong}).startswith("MalformedPolicyDocument: a trust allows ")
    made = role(ali)
    assert ali.change_refused(made, roleName="app") == words
    assert ali.change_refused(made, roleName="app", document=wrong).startswith("MalformedPolicyDocument: ")


def test_a_policy_has_a_document_that_is_well_formed(ali: World) -> None:
    words = "one of policyDocument, document, statements must be set"
    assert ali.refused(POLICY, policyName="read") == words
    statement = {"effect": "Allow", "actions": ["oss:GetObject"], "resources": ["*"]}
    assert ali.make(POLICY, "s", policyName="s", statements=[statement]).id == "s"
    wrong = policy({**READ, "Effect": "allow"})
    for name in ("policyDocument", "document"):
        assert ali.refused(POLICY, policyName="read", **{name: wrong}) == (
            "MalformedPolicyDocument: Effect must be Allow or Deny"
        )
    made = allowed(ali)
    assert ali.change_refused(made, policyName="read") == words


def test_a_policy_has_its_size_without_blanks(ali: World) -> None:
    names = [f"acs:oss:*:*:files-{number:04}/*" for number in range(240)]
    long = policy({**READ, "Resource": names})
    words = "LimitExceeded.Policy.Document: a policy document has at most 6144 characters"
    assert len("".join(long.split())) > 6144
    assert ali.refused(POLICY, policyName="read", policyDocument=long) == words
    fits = policy({**READ, "Resource": names[:220]})
    fits = fits.replace("files-0000", "files-" + "0" * (4 + 6144 - len("".join(fits.split())))) + " " * 6144
    assert allowed(ali, policyDocument=fits).properties["versionId"] == "v1"
    assert ali.refused(POLICY, policyName="more", policyDocument=fits.replace("files-0", "files-00", 1)) == words


def changed(number: int) -> str:
    return policy({**READ, "Resource": f"acs:oss:*:*:files-{number}/*"})


def versions(ali: World, policy_: Record, first: int, last: int, **more: Any) -> Record:
    """Changes the policy's document once for each version; returns the policy as it is then."""
    for number in range(first, last + 1):
        asked = {"policyName": "read", "policyDocument": changed(number), **more}
        assert ali.change(policy_, **asked)["versionId"] == f"v{number}"
        [policy_] = ali.cloud.find(POLICY)
    return policy_


def test_every_change_of_a_document_is_a_version_and_the_sixth_is_refused(ali: World) -> None:
    last = versions(ali, allowed(ali), 2, 5)
    assert (last.properties["versionId"], last.properties["defaultVersion"]) == ("v5", "v5")
    asked = {"policyName": "read", "policyDocument": changed(6)}
    words = "LimitExceeded.Policy.Version: a policy has at most 5 versions"
    assert ali.change_refused(last, **asked) == words
    other = ali.change(last, policyName="read", policyDocument=changed(5), description="same document")
    assert other["versionId"] == "v5"


def test_the_oldest_version_may_make_room(ali: World) -> None:
    versions(ali, allowed(ali, rotateStrategy=ROTATES), 2, 7, rotateStrategy=ROTATES)


def test_the_version_of_a_changed_policy_is_not_known_before(ali: World) -> None:
    call = ali.call(POLICY, {"policyName": "read", "policyDocument": changed(2)}, allowed(ali))
    previewed = ali.runner.lifecycle.preview_update(call, ali.connection.place)
    assert (previewed["versionId"], previewed["defaultVersion"]) == (UNKNOWN, UNKNOWN)
    assert previewed["type"] == "Custom"


def test_a_role_with_a_policy_stays_unless_forced(ali: World) -> None:
    owner, read = role(ali), allowed(ali)
    attached = attach(ali, owner, read)
    assert attached.id == "role:read:Custom:app"
    words = "DeleteConflict.Role.Policy: The {} {} can not be deleted while {} attached (role:read:Custom:app)"
    assert ali.remove_refused(owner) == words.format("role", "app", "a policy is")
    assert ali.remove_refused(read) == words.format("policy", "read", "it is")
    ali.remove(owner, force=True)
    assert ali.cloud.find(ROLE_POLICY) == []
    ali.remove(read)


def test_a_policy_removed_by_force_is_taken_off_everybody(ali: World) -> None:
    read = allowed(ali, force=True)
    user = ali.make(USER, "u", name="app")
    attach(ali, role(ali), read)
    ali.make(USER_POLICY, "a", userName=user.properties["name"], policyName="read", policyType="Custom")
    other = attach(ali, role(ali, "other"), allowed(ali, "write"))
    ali.remove(read)
    assert [*ali.cloud.find(ROLE_POLICY), *ali.cloud.find(USER_POLICY)] == [other]


def test_a_users_id_is_a_number_and_its_name_may_change(ali: World) -> None:
    user = ali.make(USER, "u", name="app")
    assert re.fullmatch(r"2\d{17}", user.id)
    assert ali.refused(USER, name="app") == "EntityAlreadyExists.User: The user already exists: app"
    assert ali.change(user, name="api")["name"] == "api"


def test_a_user_has_two_keys(ali: World) -> None:
    ali.make(USER, "u", name="app")
    keys = [ali.make(KEY, f"k{number}", userName="app") for number in range(2)]
    assert all(re.fullmatch(r"LTAI\w{20}", each.id) and len(each.properties["secret"]) == 30 for each in keys)
    words = "LimitExceeded.User.AccessKey: a user has at most 2 access keys"
    assert ali.refused(KEY, userName="app") == words
    assert ali.make(KEY, "own").properties["status"] == "Active"
    assert ali.change(keys[0], userName="app", status="Inactive")["secret"] == keys[0].properties["secret"]


def test_a_user_with_keys_or_policies_stays_unless_forced(ali: World) -> None:
    user, read = ali.make(USER, "u", name="app"), allowed(ali)
    made = ali.make(KEY, "k", userName="app")
    words = (
        f"DeleteConflict.User.AccessKey: The user {user.id} can not be deleted while it has an access key ({made.id})"
    )
    assert ali.remove_refused(user) == words
    ali.remove(made)
    held = ali.make(USER_POLICY, "a", userName="app", policyName=read.id, policyType="Custom")
    assert held.id == "user:read:Custom:app"
    assert ali.remove_refused(user).startswith(f"DeleteConflict.User.Policy: The user {user.id} can not be deleted ")
    ali.remove(user, force=True)
    assert ali.cloud.find(USER_POLICY) == ali.cloud.find(USER) == []


def test_a_policy_of_the_cloud_itself_needs_no_making(ali: World) -> None:
    name = "AliyunRDSInstanceEncryptionRolePolicy"
    owner = role(ali, "disks", "rds.aliyuncs.com")
    made = ali.make(ROLE_POLICY, "a", roleName=owner.id, policyName=name, policyType="System")
    assert made.id == f"role:{name}:System:disks"
    words = "EntityNotExist.Policy: The policy not exists: AliyunNothing"
    assert ali.refused(ROLE_POLICY, roleName=owner.id, policyName="AliyunNothing", policyType="System") == words
