"""A value that only the deployment will know is never passed and never refused: it is reported."""

import pytest

from policies.pack.checks import refused
from policies.pack.messages import unknown_summary
from policies.pack.predicates import Predicate
from policies.pack.values import Marker, Secret
from policies.rules import RULES
from tests.policies.building import changed, joined, made, relinked
from tests.policies.good import good_stack
from tests.policies.judging import broken, findings, waiting

UNKNOWN = Marker.UNKNOWN
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"


@pytest.mark.parametrize(
    ("name", "path", "rules"),
    [
        ("database", "storageEncrypted", {"DB-02", "DB-25"}),
        ("database", "enabledCloudwatchLogsExports", {"DB-11"}),
        ("database", "skipFinalSnapshot", {"DB-08"}),
        ("files-policy", "policy", {"ST-02", "ST-03", "ST-09"}),
        ("files-private", "blockPublicAcls", {"ST-01"}),
        ("policy", "policy", {"IA-01", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09", "IA-11", "X-02"}),
        ("api-role", "assumeRolePolicy", {"IA-07"}),
        ("task", "containerDefinitions", {"EC-02", "EC-03", "EC-04", "EC-06", "EC-07", "EC-13", "EC-14"}),
        ("edge", "origins.1.customOriginConfig.originSslProtocols", {"ED-04"}),
        ("edge", "origins", {"ED-04", "ED-05"}),
        ("files-encryption", "rules", {"ST-04"}),
        ("key", "policy", {"KM-02"}),
        ("alarm", "alarmActions", {"LG-03"}),
        ("secret-version", "secretString", {"SE-05"}),
        ("parameters", "parameters", {"DB-04", "DB-12"}),
        ("cluster", "settings", {"EC-08"}),
        ("ali-room-out", "type", {"NET-04"}),
        ("ali-entry", "addressType", {"NET-04"}),
        ("ali-http", "listenerProtocol", {"LB-02"}),
        ("ali-redirect", "ruleActions", {"LB-01"}),
        ("ali-cdn-tls", "functionArgs", {"ED-02"}),
        ("ali-cdn-tls", "functionArgs.1.argValue", {"ED-02"}),
        ("ali-cdn-hsts", "functionName", {"ED-04", "ED-09"}),
        ("ali-cdn-hsts", "functionArgs.1.argValue", {"ED-09"}),
        ("ali-cdn-scheme", "functionArgs", {"ED-04"}),
        ("ali-database", "zoneId", {"DB-05"}),
        ("private-b", "availabilityZone", {"NET-15"}),
        ("endpoint-logs", "serviceName", {"NET-13"}),
        ("guard", "ingress.0.fromPort", {"NET-09"}),
        ("guard", "ingress.0.action", set()),
        ("events", "eventCategories", {"DB-21"}),
        ("database", "engineVersion", {"DB-22"}),
        ("ali-files", "redundancyType", {"ST-11"}),
        ("rotation", "rotationRules", {"SE-02"}),
        ("box-database", "command", {"CA-03", "CA-04", "DB-04"}),
        ("box-cache", "uploads", {"CA-04"}),
        ("ali-configuration", "containers", {"EC-02", "EC-03", "EC-04", "EC-06", "EC-07", "EC-13", "EC-14"}),
        ("ali-configuration", "containers.0.environmentVars.0.value", {"EC-06"}),
        ("ali-configuration", "containers.0.environmentVars.1.value", set()),
    ],
)
def test_an_unknown_value_waits(name: str, path: str, rules: set[str]) -> None:
    stack = changed(good_stack(), name, path, UNKNOWN)
    assert broken(stack) == set()
    assert waiting(stack) == rules


def test_every_single_property_of_every_good_resource_may_be_unknown() -> None:
    """Whatever is unknown, nothing is refused for it, and nothing raises."""
    stack = good_stack()
    for name, resource in stack.items():
        for path in resource.properties:
            assert broken(changed(stack, name, path, UNKNOWN)) == set(), f"{name}.{path}"


def test_an_unknown_item_hides_no_other_item() -> None:
    """One open range after an unknown one is seen; so is one before it."""
    for ranges in ([UNKNOWN, "0.0.0.0/0"], ["0.0.0.0/0", UNKNOWN]):
        entry = {"cidrBlocks": ranges, "protocol": "tcp", "fromPort": 22.0, "toPort": 22.0}
        assert broken(changed(good_stack(), "door", "ingress", [entry])) == {"NET-04", "NET-05"}


def test_an_unknown_range_or_port_waits() -> None:
    ssh = {"description": "Why", "ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0}
    assert waiting(joined(good_stack(), made(INGRESS, "added", {"cidrIpv4": UNKNOWN, **ssh}))) == {"NET-04", "NET-05"}
    somewhere = {**ssh, "fromPort": UNKNOWN, "toPort": UNKNOWN, "cidrIpv4": "0.0.0.0/0"}
    assert waiting(joined(good_stack(), made(INGRESS, "added", somewhere))) == {"NET-04", "NET-05", "NET-06"}


@pytest.mark.parametrize(
    ("name", "path", "through", "rule"),
    [
        ("database", "kmsKeyId", "kmsKeyId", "DB-03"),
        ("cache", "kmsKeyId", "kmsKeyId", "CA-02"),
        ("ali-cluster", "encryptionKey", "encryptionKey", "DB-03"),
        ("ali-cache", "encryptionKey", "encryptionKey", "CA-02"),
        ("ali-secret", "encryptionKeyId", "encryptionKeyId", "SE-01"),
        ("ali-configuration", "ramRoleName", "ramRoleName", "EC-12"),
        ("ali-files-encryption", "kmsMasterKeyId", "kmsMasterKeyId", "ST-04"),
        ("secret", "kmsKeyId", "kmsKeyId", "SE-01"),
        ("log", "kmsKeyId", "kmsKeyId", "LG-02"),
        ("topic", "kmsMasterKeyId", "kmsMasterKeyId", "LG-04"),
        ("task", "taskRoleArn", "taskRoleArn", "EC-12"),
        ("edge", "orderedCacheBehaviors.0.responseHeadersPolicyId", "orderedCacheBehaviors", "ED-09"),
        ("edge", "origins.0.originAccessControlId", "origins", "ED-05"),
        ("attachment", "policyArn", "policyArn", "IA-06"),
        (
            "files-encryption",
            "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
            "rules",
            "ST-04",
        ),
    ],
)
def test_where_an_unknown_value_comes_from_proves_it(name: str, path: str, through: str, rule: str) -> None:
    """The id of a new key is unknown, but that it is a key of this stack is not."""
    stack = changed(good_stack(), name, path, UNKNOWN)
    assert findings(stack) == []
    assert waiting(relinked(stack, name, through)) == {rule}
    assert waiting(relinked(stack, name, through, "network")) == {rule}


def test_an_unknown_policy_may_turn_out_to_be_a_denial() -> None:
    rule = {"type": "ingress", "ipProtocol": "tcp", "portRange": "22/22", "cidrIp": "0.0.0.0/0", "policy": UNKNOWN}
    rule["description"] = "Why"
    stack = joined(good_stack(), made("alicloud:ecs/securityGroupRule:SecurityGroupRule", "added", rule))
    assert broken(stack) == set()
    assert waiting(stack) == {"NET-04", "NET-05"}


def test_a_password_may_be_unknown_when_it_is_made_here() -> None:
    password = made("random:index/randomPassword:RandomPassword", "password")
    stack = changed(joined(good_stack(), password), "cache", "authToken", Secret(UNKNOWN))
    assert waiting(stack) == {"CA-04"}
    assert findings(relinked(stack, "cache", "authToken", "password")) == []
    stack = changed(joined(good_stack(), password), "secret-version", "secretString", UNKNOWN)
    assert waiting(stack) == {"SE-05"}
    assert findings(relinked(stack, "secret-version", "secretString", "password")) == []


def test_an_unknown_secret_is_still_marked_secret() -> None:
    assert findings(changed(good_stack(), "secret-version", "secretString", Secret(UNKNOWN))) == []


def test_the_summary_is_one_line_for_each_property_of_each_type() -> None:
    stack = changed(good_stack(), "task", "containerDefinitions", UNKNOWN)
    stack = changed(stack, "policy", "policy", UNKNOWN)
    stack = changed(stack, "login", "policy", UNKNOWN)
    stack = changed(stack, "files-encryption", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", UNKNOWN)
    rules = {rule.id: rule for rule in RULES}
    assert unknown_summary((rules[identifier], finding) for identifier, finding in findings(stack)) == (
        "Not judged yet: these values are known only during deployment, and `up` judges them then.\n"
        "aws:ecs/taskDefinition:TaskDefinition containerDefinitions of task:"
        " EC-02, EC-03, EC-04, EC-06, EC-07, EC-13, EC-14\n"
        "aws:iam/policy:Policy policy of policy: IA-01, IA-02, IA-03, IA-04, IA-05, IA-09, IA-11\n"
        "aws:iam/role:Role policies of api-role, execution-role: X-02\n"
        "aws:iam/rolePolicy:RolePolicy policy of login: IA-01, IA-02, IA-03, IA-04, IA-05, IA-09, IA-11\n"
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration rules"
        " of files-encryption: ST-04"
    )


def test_the_summary_counts_what_it_does_not_name() -> None:
    rule = RULES[0]
    stack = good_stack()
    for number in range(6):
        log = made("aws:cloudwatch/logGroup:LogGroup", f"log-{number}", {"retentionInDays": UNKNOWN, "kmsKeyId": "k"})
        stack = joined(stack, log)
    text = unknown_summary((rule, finding) for _, finding in findings(stack))
    assert "retentionInDays of log-0, log-1, log-2, log-3 and 2 more: NET-01" in text


def test_an_unknown_of_several_properties_is_none_of_its_label() -> None:
    """The label only names what to change: leaving that out says nothing about the others."""
    resource = made("docker:index/container:Container", "box", {"command": UNKNOWN})
    predicate = Predicate("set", lambda _: UNKNOWN)
    (whole,) = refused(resource, "", predicate, "", None, "command")
    (own,) = refused(resource, "command", predicate, "", None, "")
    assert (whole.location, whole.itself, own.location, own.itself) == ("command", False, "command", True)
