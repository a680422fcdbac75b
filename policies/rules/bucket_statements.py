"""Statements of bucket policies: what is given to others, and what locks oneself out."""

from policies.pack.predicates import Predicate
from policies.rules.documents import accounts, actions, allows, conditions, demanded, everyone, matches, texts
from policies.rules.statements import NARROWING, show_permission

READING = ("s3:Get*", "s3:List*", "s3:Head*", "oss:Get*", "oss:List*", "oss:Head*")
"""Actions by which another account learns, and changes nothing."""
GUARDED = ("s3:PutBucketPolicy", "oss:PutBucketPolicy")
"""Who is denied this cannot mend the policy that denies it (Checkov CKV_AWS_93)."""


def only_reading_for_others() -> Predicate:
    """No permission to write or to administer for a named account, user or role, whoever it is.

    Within one account a role has its permissions by its own policies; those that a bucket's policy gives to principals
    are for others. Services, and conditions on an organisation, an account or a network, are no such gift.
    """

    def test(statement: object) -> bool:
        given = allows(statement) and any(accounts(statement)) and not demanded(statement) & NARROWING
        return not (given and (bool(texts(statement, "NotAction")) or not all(map(_only_reads, actions(statement)))))

    return Predicate("s3:Get*, s3:List* and the like", test, show_permission)


def locks_nobody_out() -> Predicate:
    """No denial, for everybody and without a condition, of what it takes to change the policy."""

    def test(statement: object) -> bool:
        denies = isinstance(statement, dict) and statement.get("Effect") == "Deny" and not conditions(statement)
        policy = any(matches(action, pattern) for pattern in actions(statement) for action in GUARDED)
        return not (denies and everyone(statement) and policy)

    return Predicate("a denial with a condition", test, lambda _: "a denial that nobody can take back")


def _only_reads(action: str) -> bool:
    return any(matches(action, pattern) for pattern in READING)
