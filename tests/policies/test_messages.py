"""The sentences a person reads, exactly."""

import pytest

from policies.pack.messages import violation
from policies.pack.values import Secret
from policies.rules import RULES
from tests.policies.building import GONE, Stack, changed, joined, made, relinked, without
from tests.policies.good import good_stack
from tests.policies.good_data import document
from tests.policies.good_parts import containers
from tests.policies.judging import findings

RULE = {rule.id: rule for rule in RULES}


def message(stack: Stack, identifier: str) -> str:
    found = [finding for rule, finding in findings(stack) if rule == identifier]
    return violation(RULE[identifier], found)


def test_a_property_with_the_wrong_value() -> None:
    stack = changed(good_stack(), "database", "storageEncrypted", False)
    assert message(stack, "DB-02") == (
        "Database storage is encrypted at rest.\n"
        "DB-02: database.storageEncrypted is false; set it to true.\n"
        "(FSBP RDS.3, FSBP RDS.27, CIS 3.2.1, Checkov CKV_AWS_16, Checkov CKV_AWS_96)\n"
        "See docs/policies.md#db-02"
    )


@pytest.mark.parametrize(
    ("stack", "rule", "line"),
    [
        (
            changed(good_stack(), "database", "backupRetentionPeriod", 3.0),
            "DB-07",
            "DB-07: database.backupRetentionPeriod is 3; set it to 7 or more.",
        ),
        (
            changed(good_stack(), "log", "retentionInDays", GONE),
            "LG-01",
            "LG-01: log.retentionInDays is not set; set the days to keep them.",
        ),
        (
            changed(good_stack(), "database", "opts.protect", False),
            "DB-06",
            "DB-06: database.opts.protect is false; set the resource option protect to true.",
        ),
        (
            without(good_stack(), "files-private"),
            "ST-01",
            "ST-01: files has no BucketPublicAccessBlock; add a BucketPublicAccessBlock whose bucket names it.",
        ),
        (
            joined(
                good_stack(),
                made(
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "shell",
                    {"cidrIpv4": "0.0.0.0/0", "ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0},
                ),
            ),
            "NET-05",
            (
                "NET-05: shell.cidrIpv4 is port 22 open to the internet (protocol tcp);"
                " admit the security group of the one user."
            ),
        ),
        (
            changed(good_stack(), "policy", "policy", document({"Effect": "Allow", "Action": "s3:*", "Resource": "a"})),
            "IA-02",
            "IA-02: policy.policy.Statement[0] is a permission for s3:*; name the actions.",
        ),
        (
            changed(good_stack(), "api-role", "assumeRolePolicy", "{"),
            "IA-07",
            "IA-07: api-role.assumeRolePolicy is not valid JSON; name who may assume the role.",
        ),
        (
            relinked(good_stack(), "service", "networkConfiguration", "public"),
            "NET-12",
            (
                "NET-12: service.networkConfiguration leads to public, which an internet gateway serves;"
                " place it in subnets whose route tables lead to a NAT gateway or nowhere."
            ),
        ),
        (
            changed(good_stack(), "edge", "origins.0.originAccessControlId", GONE),
            "ED-05",
            "ED-05: edge.origins[0] is a bucket without originAccessControlId; set originAccessControlId.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 8 else "",
)
def test_what_is_wrong_and_what_to_do(stack: Stack, rule: str, line: str) -> None:
    assert line in message(stack, rule).split("\n")


def test_a_secret_in_a_variable_is_named_and_not_shown() -> None:
    variables = [{"name": "DATABASE_PASSWORD", "value": "hunter2"}]
    stack = changed(good_stack(), "task", "containerDefinitions", containers(environment=variables))
    assert message(stack, "EC-06").split("\n")[1] == (
        "EC-06: task.containerDefinitions[api].environment[DATABASE_PASSWORD] is a secret in plain text;"
        " list it under secrets in app.yaml, and set it with `pulumi config set --secret`."
    )


def test_a_value_marked_secret_is_never_shown() -> None:
    """Even where the property is a plain switch: what the engine marks stays hidden."""
    stack = changed(good_stack(), "database", "storageEncrypted", Secret("hunter2"))
    assert message(stack, "DB-02").split("\n")[1] == (
        "DB-02: database.storageEncrypted is a secret that does not pass; set it to true."
    )


def test_an_open_secret_is_not_repeated() -> None:
    stack = changed(good_stack(), "secret-version", "secretString", "hunter2")
    assert message(stack, "SE-05").split("\n")[1] == (
        "SE-05: secret-version.secretString is not marked secret;"
        " pass it as a secret: pulumi.Output.secret, or config --secret."
    )


def test_several_faults_of_one_resource_are_one_message() -> None:
    stack = changed(good_stack(), "cache", "automaticFailoverEnabled", False)
    stack = changed(stack, "cache", "multiAzEnabled", False)
    assert message(stack, "CA-05").split("\n")[1:3] == [
        "CA-05: cache.automaticFailoverEnabled is false; set it to true.",
        "CA-05: cache.multiAzEnabled is false; set it to true.",
    ]
