"""What every identity must hold: what it needs, on what it needs, and nothing else."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.predicates import Predicate
from policies.pack.rule import ALWAYS, Catalogue, Rule
from policies.rules.alicloud import identity as alicloud
from policies.rules.lint import AWS_LANGUAGE, free_of_lint
from policies.rules.privileges import no_way_up
from policies.rules.sensitive import AWS, nothing_sensitive
from policies.rules.statements import (
    no_decryption_with_every_key,
    no_grant_of_a_service,
    no_grant_of_everything,
    resources_are_named,
    services_act_for_this_account,
    trusted_narrowly,
)

ROLE = "aws:iam/role:Role"


DOCUMENTS = (
    ("aws:iam/policy:Policy", "policy{}"),
    ("aws:iam/rolePolicy:RolePolicy", "policy{}"),
    ("aws:iam/userPolicy:UserPolicy", "policy{}"),
    (ROLE, "inlinePolicies[].policy{}"),
)
"""Every document that gives an identity permissions."""


def _every_document(predicate: Predicate, remedy: str, inside: str = "") -> tuple[Requirement, ...]:
    return tuple(Requirement(resource_type, path + inside, predicate, remedy) for resource_type, path in DOCUMENTS)


def _every_statement(predicate: Predicate, remedy: str) -> tuple[Requirement, ...]:
    return _every_document(predicate, remedy, ".Statement[]")


def _no_full_access() -> Predicate:
    def test(arn: object) -> bool:
        name = arn.rpartition("/")[2] if isinstance(arn, str) else ""
        managed = isinstance(arn, str) and ":iam::aws:policy/" in arn
        return not (managed and (name == "AdministratorAccess" or name.endswith("FullAccess")))

    return Predicate("a policy of the stack's own", test)


RULES = (
    Rule(
        id="IA-01",
        title="No policy grants every action on every resource",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("ram-policy-no-statements-with-admin-access-check",),
            cis_alicloud=("1.15",),
            fsbp=("IAM.1",),
            cis=("2.14",),
            checkov=("CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["IA-01"],
            "aws": _every_statement(no_grant_of_everything(), "name the actions and the resources"),
        },
    ),
    Rule(
        id="IA-02",
        title="No policy grants a whole service",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("ram-policy-no-has-specified-document",), fsbp=("IAM.21",)),
        clouds={
            "alicloud": alicloud.CHECKS["IA-02"],
            "aws": _every_statement(no_grant_of_a_service(), "name the actions"),
        },
    ),
    Rule(
        id="IA-03",
        title="Policies name their resources, except for actions that accept no resource",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_290", "CKV_AWS_355")),
        clouds={
            "alicloud": alicloud.CHECKS["IA-03"],
            "aws": _every_statement(resources_are_named(), "name the resources by ARN"),
        },
    ),
    Rule(
        id="IA-04",
        title="No policy opens a way to more privileges",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_286",)),
        clouds={
            "alicloud": alicloud.CHECKS["IA-04"],
            "aws": _every_document(no_way_up("aws"), "remove the action, or name the roles that may be passed"),
        },
    ),
    Rule(
        id="IA-05",
        title="No policy hands out credentials, or lets all data or permissions of a service be had",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289")),
        clouds={
            "alicloud": alicloud.CHECKS["IA-05"],
            "aws": _every_statement(nothing_sensitive(AWS), "remove the action, or name its resources by ARN"),
        },
    ),
    Rule(
        id="IA-06",
        title="No managed full-access policy is attached",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("ram-role-no-product-admin-access", "ram-user-role-no-product-admin-access"),
            cis=("2.14",),
            checkov=("CKV_AWS_274", "CKV2_AWS_56"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["IA-06"],
            "aws": (
                Requirement(
                    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                    "policyArn",
                    _no_full_access(),
                    "attach a policy of the stack's own",
                    proof="aws:iam/policy:Policy",
                ),
                Requirement(ROLE, "managedPolicyArns[]", _no_full_access(), "attach a policy of the stack's own"),
            ),
        },
    ),
    Rule(
        id="IA-07",
        title="Trust policies are narrow",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(cis=("2.21",), checkov=("CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_393")),
        clouds={
            "alicloud": alicloud.CHECKS["IA-07"],
            "aws": (
                Requirement(
                    ROLE,
                    "assumeRolePolicy{}.Statement[]",
                    trusted_narrowly(),
                    "name who may assume the role",
                ),
                Requirement(
                    ROLE,
                    "assumeRolePolicy{}.Statement[]",
                    services_act_for_this_account(),
                    "add a condition on aws:SourceAccount or aws:SourceArn",
                ),
            ),
        },
    ),
    Rule(
        id="IA-09",
        title="No policy may decrypt with every key",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("KMS.1", "KMS.2")),
        clouds={
            "alicloud": alicloud.CHECKS["IA-09"],
            "aws": _every_statement(no_decryption_with_every_key(), "name the keys by ARN"),
        },
    ),
    Rule(
        id="IA-11",
        title="Policies speak of actions and resources that exist",
        severity=Severity.HIGH,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["IA-11"],
            "aws": _every_document(
                free_of_lint(AWS_LANGUAGE), "look the action up in the Service Authorization Reference"
            ),
        },
    ),
)
