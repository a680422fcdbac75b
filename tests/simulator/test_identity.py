"""What IAM refuses and answers."""

import json
import re
from typing import Any

import pytest

from simulator.aws.identity import smtp_password
from tests.simulator.builders import ROLE, policy, role, trust
from tests.simulator.world import World

ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
POLICY = "aws:iam/policy:Policy"
USER = "aws:iam/user:User"
USER_POLICY = "aws:iam/userPolicy:UserPolicy"
ACCESS_KEY = "aws:iam/accessKey:AccessKey"
PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"
GITHUB = "https://token.actions.githubusercontent.com"
SECRET = "aws:secretsmanager/secret:Secret"
READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"}
EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({**READ, "Effect": "allow"}, "Invalid effect: it must be Allow or Deny."),
        (
            {**READ, "Action": "GetObject"},
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: GetObject",
        ),
        ({**READ, "Resource": "files/*"}, 'Resource files/* must be in ARN format or "*".'),
        ({**READ, "Principal": "*"}, "Policy document should not specify a principal."),
        ({"Effect": "Allow", "Action": "s3:GetObject"}, "Policy statement must contain resources."),
        ({**READ, "Resource": []}, "Policy statement must contain resources."),
        ({**READ, "Actions": "s3:GetObject"}, "Syntax errors in policy: unknown element Actions."),
        (
            {"Effect": "Allow", "Resource": "*"},
            "Policy statement must contain actions: exactly one of Action and NotAction.",
        ),
    ],
)
def test_an_identitys_policy_is_well_formed(world: World, statement: dict[str, Any], words: str) -> None:
    assert world.refused(POLICY, policy=policy(statement)) == f"MalformedPolicyDocument: {words}"


def test_statement_ids_are_unique(world: World) -> None:
    text = policy({**READ, "Sid": "Read"}, {**READ, "Sid": "Read"})
    assert world.refused(POLICY, policy=text) == (
        "MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique."
    )


def test_a_version_is_one_of_two(world: World) -> None:
    text = json.dumps({"Version": "2020-01-01", "Statement": [READ]})
    assert world.refused(POLICY, policy=text) == (
        "MalformedPolicyDocument: The policy's Version must be 2012-10-17 or 2008-10-17."
    )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({"Effect": "Allow", "Action": "sts:AssumeRole"}, "Missing required field Principal"),
        (
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs"}},
            'Invalid principal in policy: "SERVICE":"ecs"',
        ),
        (
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"AWS": "arn:aws:iam::123456789012:role/nope"},
            },
            'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role/nope"',
        ),
        (
            {"Effect": "Allow", "Action": "s3:GetObject", "Principal": {"Service": "ecs-tasks.amazonaws.com"}},
            "AssumeRole policy may only specify STS AssumeRole actions, got s3:GetObject.",
        ),
        (
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}, "Resource": "*"},
            "Has prohibited field Resource",
        ),
    ],
)
def test_a_trust_names_who_there_is(world: World, statement: dict[str, Any], words: str) -> None:
    assert world.refused(ROLE, assumeRolePolicy=policy(statement)) == f"MalformedPolicyDocument: {words}"


def test_policies_have_their_sizes(world: World) -> None:
    long = policy({**READ, "Resource": [f"arn:aws:s3:::files/{number:05}*" for number in range(300)]})
    assert world.refused(POLICY, policy=long) == "LimitExceeded: Cannot exceed quota for PolicySize: 6144"
    owner = role(world, "ecs-tasks.amazonaws.com")
    world.make(ROLE_POLICY, "p", role=owner.id, policy=long)
    assert world.refused(ROLE_POLICY, role=owner.id, policy=long) == (
        f"LimitExceeded: Maximum policy size of 10240 bytes exceeded for role {owner.id}"
    )


@pytest.mark.parametrize(("token", "owner"), [(ROLE_POLICY, "role"), (USER_POLICY, "user")])
def test_inline_policies_are_well_formed_too(world: World, token: str, owner: str) -> None:
    name = role(world, "ecs-tasks.amazonaws.com").id if owner == "role" else world.make(USER, "u").id
    words = world.refused(token, policy=policy({**READ, "Effect": "allow"}), **{owner: name})
    assert words == "MalformedPolicyDocument: Invalid effect: it must be Allow or Deny."


def test_a_users_policies_have_their_size(world: World) -> None:
    user = world.make(USER, "u", name="app")
    long = policy({**READ, "Resource": [f"arn:aws:s3:::files/{number:05}*" for number in range(100)]})
    assert world.refused(USER_POLICY, user=user.id, policy=long) == (
        "LimitExceeded: Maximum policy size of 2048 bytes exceeded for user app"
    )


def test_a_trust_has_its_size(world: World) -> None:
    services = [f"service-{number:04}.amazonaws.com" for number in range(100)]
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": services}}
    words = world.refused(ROLE, assumeRolePolicy=policy(statement))
    assert words == "LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048"


def test_a_roles_own_inline_policies_are_judged_in_the_preview(world: World) -> None:
    inline = [{"name": "a", "policy": policy({**READ, "Resource": "files"})}]
    problems = world.problems(ROLE, assumeRolePolicy=trust("ecs-tasks.amazonaws.com"), inlinePolicies=inline)
    assert problems == ['inlinePolicies[0].policy: Resource files must be in ARN format or "*".']


def test_a_role_has_at_most_ten_managed_policies(world: World) -> None:
    owner = role(world, "ecs-tasks.amazonaws.com")
    for number in range(10):
        arn = world.make(POLICY, f"p{number}", policy=policy(READ)).id
        world.make(ATTACHMENT, f"a{number}", role=owner.id, policyArn=arn)
    words = world.refused(ATTACHMENT, role=owner.id, policyArn=EXECUTION)
    assert words == "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10"


def test_a_secrets_own_policy_is_well_formed(world: World) -> None:
    words = world.refused(SECRET, policy=policy({**READ}))
    assert words == "MalformedPolicyDocumentException: Missing required field Principal"


def test_a_role_with_policies_stays(world: World) -> None:
    owner = role(world, "ecs-tasks.amazonaws.com")
    inline = world.make(ROLE_POLICY, "p", role=owner.id, name="inline", policy=policy(READ))
    assert inline.id == f"{owner.id}:inline"
    assert world.remove_refused(owner) == (
        f"DeleteConflict: Cannot delete entity, must delete policies first ({inline.id})."
    )
    world.remove(inline)
    attached = world.make(ATTACHMENT, "a", role=owner.id, policyArn=EXECUTION)
    assert attached.id == f"{owner.id}/{EXECUTION}"
    assert world.remove_refused(owner).startswith(
        "DeleteConflict: Cannot delete entity, must detach all policies first"
    )
    world.remove(attached)
    world.remove(owner)


def test_only_known_policies_of_aws_can_be_attached(world: World) -> None:
    owner = role(world, "ecs-tasks.amazonaws.com")
    arn = "arn:aws:iam::aws:policy/NoSuchPolicy"
    assert world.refused(ATTACHMENT, role=owner.id, policyArn=arn) == (
        f"NoSuchEntity: Policy {arn} does not exist or is not attachable."
    )


def test_names_are_taken_in_the_account(world: World) -> None:
    world.make(ROLE, "r", name="app", assumeRolePolicy=trust("ecs-tasks.amazonaws.com"))
    assert world.refused(ROLE, name="app", assumeRolePolicy=trust("ecs-tasks.amazonaws.com")) == (
        "EntityAlreadyExists: Role with name app already exists."
    )


def test_a_user_and_its_keys(world: World) -> None:
    user = world.make(USER, "u", name="app", path="/apps/")
    assert user.properties["arn"] == "arn:aws:iam::123456789012:user/apps/app"
    keys = [world.make(ACCESS_KEY, f"k{number}", user=user.id) for number in range(2)]
    assert all(re.fullmatch("AKIA[A-Z2-7]{16}", key.id) and len(key.properties["secret"]) == 40 for key in keys)
    assert world.refused(ACCESS_KEY, user=user.id) == "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2"
    assert world.remove_refused(user).startswith("DeleteConflict: Cannot delete entity, must delete access keys first")
    changed = world.change(keys[0], user=user.id, status="Inactive")
    assert changed["secret"] == keys[0].properties["secret"]
    assert world.refused(USER_POLICY, user="nope", policy=policy(READ)) == (
        "NoSuchEntity: The user with name nope cannot be found."
    )


def test_a_renamed_user_keeps_its_keys_place(world: World) -> None:
    user = world.make(USER, "u", name="app")
    changed = world.change(user, name="api")
    assert changed["arn"].endswith(":user/api")
    assert [record.id for record in world.cloud.find(USER)] == ["api"]


def test_the_mail_password_follows_from_the_secret_and_the_region() -> None:
    first = smtp_password("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "eu-central-1")
    assert len(first) == 44
    assert first.startswith("B")
    assert first != smtp_password("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")


def test_an_identity_provider_is_called_by_its_address(world: World) -> None:
    made = world.make(PROVIDER, "github", url=GITHUB, clientIdLists=["sts.amazonaws.com"])
    assert made.id == made.properties["arn"]
    assert made.id == "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    assert re.fullmatch(r"[0-9a-f]{40}", made.properties["thumbprintLists"][0])
    assert world.refused(PROVIDER, url=GITHUB, clientIdLists=["other"]) == (
        f"EntityAlreadyExists: Provider with url {GITHUB} already exists."
    )
    assert world.problems(PROVIDER, url="http://example.com", clientIdLists=["a"])
