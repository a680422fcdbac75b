"""Whose tokens open which role: of this repository's jobs only, and of an environment only its own."""

import pytest

from tests.bootstrap.preparing import AWS_ROLE, RAM_ROLE, prepared, statements

READERS = ["repo:example/notes:pull_request", "repo:example/notes:ref:refs/heads/main"]
SUBJECTS = {
    "preview": READERS,
    "deploy-dev": ["repo:example/notes:environment:dev"],
    "deploy-prod": ["repo:example/notes:environment:prod"],
}
GITHUB = "token.actions.githubusercontent.com"


@pytest.mark.parametrize("name", SUBJECTS)
def test_on_aws(name: str) -> None:
    subjects = SUBJECTS[name]
    (statement,) = statements(prepared("aws"), AWS_ROLE, name, "assumeRolePolicy")
    assert statement.pop("Principal")["Federated"].startswith("arn:aws:iam:")
    assert statement == {
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {
                f"{GITHUB}:aud": "sts.amazonaws.com",
                f"{GITHUB}:sub": subjects if len(subjects) > 1 else subjects[0],
            }
        },
    }


@pytest.mark.parametrize("name", SUBJECTS)
def test_on_alibaba_cloud(name: str) -> None:
    (statement,) = statements(prepared("alicloud"), RAM_ROLE, name, "assumeRolePolicyDocument")
    assert len(statement.pop("Principal")["Federated"]) == 1
    assert statement == {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Condition": {
            "StringEquals": {
                "oidc:iss": [f"https://{GITHUB}"],
                "oidc:aud": ["sts.aliyuncs.com"],
                "oidc:sub": SUBJECTS[name],
            }
        },
    }


def test_there_are_no_other_roles_and_no_users() -> None:
    assert prepared("aws").names(AWS_ROLE) == prepared("alicloud").names(RAM_ROLE) == sorted(SUBJECTS)
    noted = [each.type for each in [*prepared("aws").noted, *prepared("alicloud").noted]]
    assert not [type_ for type_ in noted if "/user" in type_ or "accessKey" in type_]


def test_tokens_are_those_of_github() -> None:
    aws = prepared("aws").inputs("aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    assert (aws["url"], aws["clientIdLists"]) == (f"https://{GITHUB}", ["sts.amazonaws.com"])
    ali = prepared("alicloud").inputs("alicloud:ims/oidcProvider:OidcProvider")
    assert (ali["issuerUrl"], ali["clientIds"]) == (f"https://{GITHUB}", ["sts.aliyuncs.com"])
    assert ali["oidcProviderName"] == "notes-pipeline-github"
