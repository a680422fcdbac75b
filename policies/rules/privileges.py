"""Permissions of one document that lead, together, to more than it gives."""

from policies.pack.predicates import Predicate
from policies.rules.documents import actions, allows, statements
from policies.rules.escalation import escalations
from policies.rules.sensitive import ALICLOUD, AWS, Sensitive

IDENTITY_SERVICES = ("iam:", "ram:")


def no_way_up(cloud: str) -> Predicate:
    """A whole document that opens no way to more privileges.

    Actions on identities count whatever they name; all others, and passing a role, where they name everything.
    """
    sensitive = {"aws": AWS, "alicloud": ALICLOUD}[cloud]

    def show(document: object) -> str:
        ways = escalations(_granted(document, sensitive), cloud)
        return f"a way to more privileges, by {' and '.join(ways[0])}" if ways else "a document"

    return Predicate(
        "permissions that cannot be turned into more",
        lambda document: not escalations(_granted(document, sensitive), cloud),
        show,
    )


def _granted(document: object, sensitive: Sensitive) -> list[str]:
    granted = []
    for statement in statements(document):
        if allows(statement):
            wide = sensitive.names_nothing(statement)
            granted += [pattern for pattern in actions(statement) if wide or _about_identities(pattern)]
    return granted


def _about_identities(pattern: str) -> bool:
    lowered = pattern.lower()
    return lowered.startswith(IDENTITY_SERVICES) and not lowered.endswith(":passrole")
