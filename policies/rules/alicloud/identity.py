"""Identities on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import Predicate, equals
from policies.rules.lint import ALICLOUD_LANGUAGE, free_of_lint
from policies.rules.privileges import no_way_up
from policies.rules.sensitive import ALICLOUD, nothing_sensitive
from policies.rules.statements import (
    no_decryption_with_every_key,
    no_grant_of_a_service,
    no_grant_of_everything,
    resources_are_named,
    trusted_narrowly,
)

ROLE = "alicloud:ram/role:Role"
POLICY = "alicloud:ram/policy:Policy"
DOCUMENTS = ((POLICY, "policyDocument{}"), (POLICY, "document{}"))
"""Every document that gives an identity permissions, in today's spelling and in the one before."""


def _every_document(predicate: Predicate, remedy: str, inside: str = "") -> tuple[Requirement, ...]:
    return tuple(Requirement(resource_type, path + inside, predicate, remedy) for resource_type, path in DOCUMENTS)


def _every_statement(predicate: Predicate, remedy: str) -> tuple[Requirement, ...]:
    return _every_document(predicate, remedy, ".Statement[]")


def _own_policy() -> Predicate:
    """No policy of the cloud's that gives everything, or everything of a service."""

    def test(name: object) -> bool:
        return not (isinstance(name, str) and (name == "AdministratorAccess" or name.endswith("FullAccess")))

    return Predicate("a policy of the stack's own", test)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "IA-01": _every_statement(no_grant_of_everything(), "name the actions and the resources"),
    "IA-02": _every_statement(no_grant_of_a_service(), "name the actions"),
    "IA-03": _every_statement(resources_are_named(), "name the resources"),
    "IA-04": _every_document(no_way_up("alicloud"), "remove the action, or name the roles that may be passed"),
    "IA-05": _every_statement(nothing_sensitive(ALICLOUD), "remove the action, or name its resources"),
    "IA-06": (
        Requirement(
            "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
            "policyName",
            _own_policy(),
            "attach a policy of the stack's own",
            when=Applies("policyType", equals("System")),
        ),
    ),
    "IA-07": (
        Requirement(ROLE, "assumeRolePolicyDocument{}.Statement[]", trusted_narrowly(), "name who may assume the role"),
        Requirement(ROLE, "document{}.Statement[]", trusted_narrowly(), "name who may assume the role"),
    ),
    "IA-09": _every_statement(no_decryption_with_every_key(), "name the keys"),
    "IA-11": _every_document(free_of_lint(ALICLOUD_LANGUAGE), "look the action up in the RAM user guide"),
}
