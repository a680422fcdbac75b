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

USED = {"/*": OBJECT_ACTIONS, "": ("s3:ListBucket",)}
"""What a part may do with the objects, and with the bucket."""
KEPT = {"/*": ("s3:DeleteObject", "s3:DeleteObjectVersion"), "": ("s3:ListBucket", "s3:ListBucketVersions")}
"""The same of whoever deletes what is kept no longer: he never sees what is in an object."""


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
    keeper: Account | None = None
    """Whoever deletes what is kept no longer."""

    def file(self) -> pulumi.Output[str]:
        """The gateway's file of accounts (versitygw, internal IAM: `users.json`)."""
        accounts = self._all()
        secrets = pulumi.Output.all(*(account.secret for account in accounts))
        names = [account.identifier for account in accounts]
        return pulumi.Output.secret(secrets.apply(lambda values: self._json(dict(zip(names, values, strict=True)))))

    def policy(self, bucket: str) -> str:
        """What the parts may do with the bucket, the same as on a cloud, and nobody else; empty where there is none."""
        users = sorted(account.identifier for account in self.users.values())
        keepers = [self.keeper.identifier] if self.keeper is not None else []
        statements = [
            {
                "Effect": "Allow",
                "Principal": {"AWS": principals},
                "Action": list(actions),
                "Resource": f"{ARN}{bucket}{below}",
            }
            for principals, granted in ((users, USED), (keepers, KEPT))
            if principals
            for below, actions in granted.items()
        ]
        return json.dumps({"Version": "2012-10-17", "Statement": statements}) if statements else ""

    def _all(self) -> list[Account]:
        return [*self.users.values(), *([self.keeper] if self.keeper is not None else [])]

    def _json(self, secrets: Mapping[str, str]) -> str:
        accounts = {
            identifier: {
                "access": identifier,
                "secret": secret,
                "role": "user",
                "userID": 0,
                "groupID": 0,
                "projectID": 0,
            }
            for identifier, secret in secrets.items()
        }
        return json.dumps({"accessAccounts": accounts})


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions, *, keeps: bool) -> Accounts:
    """Make the keys, once; all of them anew where the bucket is named in `groundwork:rotate` with another text.

    `keeps`: with that of whoever deletes what is kept no longer.
    """
    project, rotated = labels.project(args.platform.args), args.platform.args.rotated.get(name)
    users = {
        user: Account(identifier=f"{project}-{user}", secret=password.create(f"{name}-{user}-key", opts, rotated))
        for user in args.users
    }
    root = Account(identifier=f"{project}-{name}-root", secret=password.create(f"{name}-root-key", opts, rotated))
    keeper = None
    if keeps:
        secret = password.create(f"{name}-lifecycle-key", opts, rotated)
        keeper = Account(identifier=f"{project}-{name}-lifecycle", secret=secret)
    return Accounts(root=root, users=users, keeper=keeper)
