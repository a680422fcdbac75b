"""What looks like a fault of a part, or is good in another spelling: no rule of its area says anything."""

import json

import pytest

from policies.pack.values import Marker
from tests.policies.building import GONE, Stack, changed, joined, made, relinked, without
from tests.policies.good import good_stack
from tests.policies.good_data import document
from tests.policies.good_parts import containers
from tests.policies.judging import broken, waiting

AREAS = ("IA-", "EC-", "LB-", "RG-", "ED-", "LG-", "WF-")
GROUNDWORK = {"managed-by": "groundwork", "environment": "prod"}
ACCOUNT = "111122223333"
WEB_ACL = "aws:wafv2/webAcl:WebAcl"
RULES_AS_JSON = json.dumps(
    [
        {"Statement": {"ManagedRuleGroupStatement": {"Name": "AWSManagedRulesKnownBadInputsRuleSet"}}},
        {"Statement": {"RateBasedStatement": {"Limit": 100}}},
    ]
)


def of_parts(rules: set[str]) -> set[str]:
    return {rule for rule in rules if rule.startswith(AREAS)}


def set_to(name: str, path: str, value: object) -> Stack:
    return changed(good_stack(), name, path, value)


def granted(action: str, resource: str) -> Stack:
    return set_to("policy", "policy", document({"Effect": "Allow", "Action": action, "Resource": resource}))


def granted_on_alicloud(action: str, resource: str) -> Stack:
    statement = {"Effect": "Allow", "Action": [action], "Resource": [resource]}
    return set_to("ali-policy", "policyDocument", json.dumps({"Version": "1", "Statement": [statement]}))


def starting_machines() -> Stack:
    """Whoever may start machines may give them the one role that is named."""
    passing = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": f"arn:aws:iam::{ACCOUNT}:role/api"}
    machines = f"arn:aws:ec2:eu-central-1:{ACCOUNT}:instance/*"
    starting = {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": machines}
    return set_to("policy", "policy", document(passing, starting))


def two_spellings(name: str, path: str, other: str, value: object) -> Stack:
    return changed(set_to(name, path, GONE), name, other, value)


def scanned_by_the_registry() -> Stack:
    scanning = made("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "scanning")
    return joined(set_to("images", "imageScanningConfiguration", GONE), scanning)


def delivered_log() -> Stack:
    stack = set_to("edge", "loggingConfig", GONE)
    source = made("aws:cloudwatch/logDeliverySource:LogDeliverySource", "edge-log", resourceArn=stack["edge"])
    return joined(stack, source, made("aws:cloudwatch/logDelivery:LogDelivery", "edge-kept", deliverySourceName=source))


def recorded_by_attachment() -> Stack:
    stack = set_to("ali-entry", "accessLogConfig", GONE)
    kind = "alicloud:alb/loadBalancerAccessLogConfigAttachment:LoadBalancerAccessLogConfigAttachment"
    return joined(stack, made(kind, "ali-entry-log", loadBalancerId=stack["ali-entry"]))


def firewall_in_json() -> Stack:
    stack = set_to("firewall", "rules", GONE)
    return changed(stack, "firewall", "ruleJson", RULES_AS_JSON)


def firewall_in_rules_apart() -> Stack:
    stack = set_to("firewall", "rules", [])
    known = {"managedRuleGroupStatement": {"name": "AWSManagedRulesKnownBadInputsRuleSet"}}
    nested = {"andStatement": {"statements": [known, {"rateBasedStatement": {"limit": 100.0}}]}}
    return changed(stack, "firewall-rule", "statement", nested)


def behind_a_balancer() -> Stack:
    stack = set_to("task", "containerDefinitions", containers(healthCheck=None))
    return changed(stack, "service", "loadBalancers", [{"containerName": "api"}])


def smaller(environment: str) -> Stack:
    """Figures that only prod is held to."""
    stack = set_to("service", "tags", {"environment": environment})
    stack = changed(changed(stack, "service", "desiredCount", 1.0), "service", "enableExecuteCommand", True)
    return changed(changed(stack, "log", "tags", {"environment": environment}), "log", "retentionInDays", 7.0)


def as_app_yaml_says() -> Stack:
    """What the owner of an application decides, from presets that hold the rule."""
    stack = changed(set_to("service", "tags", GROUNDWORK), "service", "desiredCount", 1.0)
    stack = changed(changed(stack, "log", "tags", GROUNDWORK), "log", "retentionInDays", 30.0)
    stack = changed(changed(stack, "targets", "tags", GROUNDWORK), "targets", "protocol", "HTTP")
    return changed(stack, "targets", "healthCheck.protocol", "HTTP")


def logs_of_groundwork() -> Stack:
    project = made("alicloud:log/project:Project", "ali-project", {"tags": GROUNDWORK})
    stack = relinked(joined(good_stack(), project), "ali-store", "projectName", "ali-project")
    stack = changed(stack, "ali-store", "retentionPeriod", 30.0)
    return changed(stack, "ali-store", "encryptConf", {"enable": True})


def own_tls_policy() -> Stack:
    return relinked(set_to("ali-https", "securityPolicyId", "tls-1"), "ali-https", "securityPolicyId", "ali-tls")


@pytest.mark.parametrize(
    "stack",
    [
        granted("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/api"),
        starting_machines(),
        granted("s3:Get*", "arn:aws:s3:::files/*"),
        granted("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:eu-central-1:{ACCOUNT}:secret:database-*"),
        granted("kms:CreateGrant", f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/1"),
        granted("sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/other"),
        granted("s3:PutObject", "arn:aws-cn:s3:::${aws:username}/*"),
        granted_on_alicloud("ram:PassRole", "acs:ram::1:role/api"),
        granted_on_alicloud("oss:GetObject", "acs:oss:*:1:files/*"),
        granted_on_alicloud("kms:GetSecretValue", "acs:kms:*:1:secret/database"),
        set_to("task", "containerDefinitions", containers(user="app:app")),
        set_to("task", "containerDefinitions", containers(user="1000:1000")),
        set_to("task", "containerDefinitions", containers(portMappings=[], healthCheck=None)),
        set_to("task", "volumes", [{"name": "scratch"}]),
        behind_a_balancer(),
        smaller("dev"),
        smaller("staging"),
        as_app_yaml_says(),
        logs_of_groundwork(),
        two_spellings("entry", "subnets", "subnetMappings", [{"subnetId": "1"}, {"subnetId": "2"}]),
        two_spellings("ali-entry", "deletionProtectionEnabled", "deletionProtectionConfig", {"enabled": True}),
        two_spellings("log", "skipDestroy", "deletionProtectionEnabled", True),
        two_spellings("ali-application", "minReadyInstances", "minReadyInstanceRatio", 50.0),
        recorded_by_attachment(),
        own_tls_policy(),
        scanned_by_the_registry(),
        delivered_log(),
        firewall_in_json(),
        firewall_in_rules_apart(),
        relinked(set_to("ali-guarded", "domain", "other.example.com"), "ali-guarded", "domain", "ali-cdn"),
        set_to("ali-limit", "config", {"wafBaseConfigs": [{"ruleAction": "block"}]}),
        set_to("ali-cdn", "sources.0.type", "domain"),
        set_to("ali-job", "minSize", 0.0),
        without(good_stack(), "ali-https"),
    ],
)
def test_nothing_is_said(stack: Stack) -> None:
    assert of_parts(broken(stack)) == set()
    assert of_parts(waiting(stack)) == set()


@pytest.mark.parametrize(
    ("name", "path", "rules"),
    [
        ("entry", "subnets", {"LB-06"}),
        ("entry", "loadBalancerType", set()),
        ("images", "encryptionConfigurations", {"RG-04"}),
        ("images", "imageScanningConfiguration", {"RG-01"}),
        ("edge", "loggingConfig", {"ED-06"}),
        ("edge", "viewerCertificate.cloudfrontDefaultCertificate", {"ED-03"}),
        ("firewall", "rules", {"WF-01", "WF-02", "WF-03", "WF-05"}),
        ("task", "volumes", {"EC-11"}),
        ("service", "loadBalancers", set()),
        ("log", "skipDestroy", {"LG-06"}),
        ("host", "type", set()),
        ("ali-entry", "zoneMappings", {"LB-06"}),
        ("ali-https", "securityPolicyId", {"LB-02"}),
        ("ali-known", "defenseScene", {"WF-02"}),
        ("ali-limit", "config", {"WF-01"}),
        ("ali-guarded", "domain", {"ED-07"}),
        ("ali-kubernetes", "addons", {"EC-17"}),
        ("ali-configuration", "containers.0.ports", set()),
    ],
)
def test_an_unknown_value_waits(name: str, path: str, rules: set[str]) -> None:
    stack = set_to(name, path, Marker.UNKNOWN)
    assert of_parts(broken(stack)) == set()
    assert of_parts(waiting(stack)) == rules
