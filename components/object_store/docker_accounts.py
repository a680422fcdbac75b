"""Who may open a store: its superuser, and one account for each part that uses the bucket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.clouds.docker import labels, password
from components.object_store.contract import ObjectStoreArgs
from components.object_store.s3_actions import OBJECT_ACTIONS

ARN = "arn:aws:s3:::"
"""How the S3 protocol names buckets in policies, whoever speaks it."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A key to a store."""

    identifier: str
    secret: pulumi.Output[str]


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """All keys to a store."""

    root: Account
    """It makes the bucket; no part has it."""
    users: Mapping[str, Account]
    """Part -> its own account."""

    def file(self) -> pulumi.Output[str]:
        """The gateway's file of accounts (versitygw, internal IAM: `users.json`)."""
        secrets = {user: account.secret for user, account in self.users.items()}
        return pulumi.Output.secret(pulumi.Output.all(**secrets).apply(self._json))

    def policy(self, bucket: str) -> str:
        """What the parts may do with the bucket, and nobody else: the same as on a cloud."""
        principals = sorted(account.identifier for account in self.users.values())
        statements = [
            {"actions": list(OBJECT_ACTIONS), "resource": f"{ARN}{bucket}/*"},
            {"actions": ["s3:ListBucket"], "resource": f"{ARN}{bucket}"},
        ]
        return json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"AWS": principals},
                        "Action": statement["actions"],
                        "Resource": statement["resource"],
                    }
                    for statement in statements
                ],
            }
        )

    def _json(self, secrets: Mapping[str, str]) -> str:
        accounts = {
            account.identifier: {
                "access": account.identifier,
                "secret": secrets[user],
                "role": "user",
                "userID": 0,
                "groupID": 0,
                "projectID": 0,
            }
            for user, account in self.users.items()
        }
        return json.dumps({"accessAccounts": accounts})


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions) -> Accounts:
    """Make the keys, once; all of them anew where the bucket is named in `groundwork:rotate` with another text."""
    project, rotated = labels.project(args.platform.args), args.platform.args.rotated.get(name)
    users = {
        user: Account(identifier=f"{project}-{user}", secret=password.create(f"{name}-{user}-key", opts, rotated))
        for user in args.users
    }
    root = Account(identifier=f"{project}-{name}-root", secret=password.create(f"{name}-root-key", opts, rotated))
    return Accounts(root=root, users=users)
