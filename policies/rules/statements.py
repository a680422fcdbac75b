"""Statements of policy documents, of both clouds: who is allowed what, and where that is too much."""

from collections.abc import Callable

from policies.pack.checks import Requirement, on_each
from policies.pack.predicates import Predicate
from policies.rules.documents import (
    actions,
    allows,
    any_resource,
    conditions,
    demanded,
    everyone,
    matches,
    principals,
    statements,
    texts,
    whole_service,
)
from policies.rules.star_only import STAR_ONLY_ACTIONS

NARROWING = frozenset(
    {
        *("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce"),
        *("aws:principalaccount", "aws:principalarn", "aws:principalorgid", "kms:calleraccount"),
        *("acs:sourcevpc", "acs:sourceip"),
    }
)
"""Keys of conditions that say who is meant, in lower case; aws:SecureTransport, say, does not."""

SAY_FOR_WHOM = frozenset(
    {
        "backup.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "scheduler.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
    }
)
"""Services that send aws:SourceAccount when they assume a role, by their own guides on the confused deputy; for
another service the condition would never hold."""


def no_grant_of_everything() -> Predicate:
    """Not every action on every resource."""

    def test(statement: object) -> bool:
        everything = "*" in actions(statement) or bool(texts(statement, "NotAction"))
        return not (allows(statement) and everything and any_resource(statement))

    return _refusing("named actions on named resources", test)


def no_grant_of_a_service() -> Predicate:
    """No `s3:*`, and no "everything except"."""

    def test(statement: object) -> bool:
        broad = any(map(whole_service, actions(statement)))
        return not (allows(statement) and (broad or bool(texts(statement, "NotAction"))))

    return _refusing("named actions", test)


def resources_are_named() -> Predicate:
    """Resource "*" only for actions that accept no other."""

    def test(statement: object) -> bool:
        return not (allows(statement) and any_resource(statement) and bool(_needlessly_broad(statement)))

    def show(statement: object) -> str:
        return f"{', '.join(_needlessly_broad(statement)) or 'everything but some actions'} on every resource"

    return Predicate("resources by ARN", test, show)


def no_decryption_with_every_key() -> Predicate:
    """No kms:Decrypt or kms:ReEncryptFrom on every key."""

    def test(statement: object) -> bool:
        wanted = ("kms:Decrypt", "kms:ReEncryptFrom")
        granted = [pattern for pattern in actions(statement) for action in wanted if matches(action, pattern)]
        every_key = any(_every_key(text) for text in texts(statement, "Resource")) and not _of_a_tag(statement)
        return not (allows(statement) and bool(granted) and every_key)

    return _refusing("the ARNs of the keys", test)


def no_public_grant() -> Predicate:
    """No permission for everyone, unless a condition says who everyone is."""

    def test(statement: object) -> bool:
        return not (allows(statement) and everyone(statement) and not demanded(statement) & NARROWING)

    return _refusing("named principals", test)


def closed_to_everyone(*types: str) -> tuple[Requirement, ...]:
    """The policies that resources of these types have, or are, under `policy` give nothing to everyone."""
    return on_each(types, "policy{}.Statement[]", no_public_grant(), "name the principals, or add a condition")


def trusted_narrowly() -> Predicate:
    """A trust statement: no principal "*", and a token's subject pinned where an identity provider is trusted."""

    def test(statement: object) -> bool:
        if not allows(statement):
            return True
        if everyone(statement):
            return False
        if principals(statement, "Federated"):
            return any(key.endswith(":sub") and value not in ("*", ["*"]) for _, key, value in conditions(statement))
        return True

    return _refusing("named principals, and for an identity provider the subject", test)


def services_act_for_this_account() -> Predicate:
    """A trust statement for a service that says for whom it acts admits it for this account or resource only."""

    def test(statement: object) -> bool:
        says_for_whom = SAY_FOR_WHOM & set(principals(statement, "Service"))
        return not (allows(statement) and bool(says_for_whom) and not demanded(statement) & NARROWING)

    return _refusing("a condition on aws:SourceAccount or aws:SourceArn", test)


def refuses_plain_http() -> Predicate:
    """A whole document with a denial for requests that do not use TLS."""

    def test(document: object) -> bool:
        return any(_denies_plain_http(statement) for statement in statements(document))

    return Predicate("a denial of plain HTTP", test, lambda _: "without a denial of plain HTTP")


def _denies_plain_http(statement: object) -> bool:
    return (
        isinstance(statement, dict)
        and statement.get("Effect") == "Deny"
        and everyone(statement)
        and bool({"*", "s3:*", "oss:*"} & set(texts(statement, "Action")))
        and any(
            key in ("aws:securetransport", "acs:securetransport") and str(value).lower() in ("false", "['false']")
            for _, key, value in conditions(statement)
        )
    )


def _refusing(wants: str, test: Callable[[object], bool]) -> Predicate:
    return Predicate(wants, test, show_permission)


def show_permission(statement: object) -> str:
    """A statement in a message: what it permits, and not to whom."""
    return f"a permission for {', '.join(actions(statement)) or 'an exception list'}"


def _needlessly_broad(statement: object) -> list[str]:
    return [action for action in actions(statement) if action not in STAR_ONLY_ACTIONS]


def _every_key(resource: str) -> bool:
    return resource == "*" or resource.endswith(":key/*") or (":kms:" in resource and resource.endswith(":*"))


def _of_a_tag(statement: object) -> bool:
    return any(key.startswith("aws:resourcetag/") for key in demanded(statement))
