"""What the provider refuses before anything is made, each in one sentence that begins with the path."""

from typing import Any

import pytest

from simulator.values import UNKNOWN
from tests.simulator.world import World

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
INSTANCE = "aws:rds/instance:Instance"
BUCKET_ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        VPC,
        {"cidrBlock": "10.0.0.0/16", "cidrBlocks": "x"},
        ["cidrBlocks: there is no such property; did you mean cidrBlock?"],
    ),
    (
        "aws:sns/topicPolicy:TopicPolicy",
        {"arn": "arn:aws:sns:eu-central-1:123456789012:t", "policy": "{}", "zebra": 1},
        ["zebra: there is no such property; known are: arn, policy, region"],
    ),
    (SUBNET, {}, ["vpcId: a required value is missing"]),
    (
        VPC,
        {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": "yes"},
        ["enableDnsSupport: must be true or false, got a string"],
    ),
    (VPC, {"cidrBlock": 10}, ["cidrBlock: must be a string, got a whole number"]),
    (VPC, {"cidrBlock": "10.0.0.0/16", "tags": ["a"]}, ["tags: must be a map, got a list"]),
    (VPC, {"cidrBlock": "10.0.0.0/16", "tags": {"a": 1}}, ["tags.a: must be a string, got a whole number"]),
    (
        VPC,
        {"cidrBlock": "10.0.0.1/16"},
        [
            (
                "cidrBlock: must be an IPv4 network in CIDR notation such as 10.0.0.0/16 (10.0.0.1/16 has host bits "
                "set); "
                "got '10.0.0.1/16'"
            )
        ],
    ),
    (VPC, {"cidrBlock": "10.0.0.0/8"}, ["cidrBlock: must have a prefix of 16 to 28 bits; got '10.0.0.0/8'"]),
    (
        "aws:lb/targetGroup:TargetGroup",
        {"port": 70000, "protocol": "HTTP", "vpcId": "vpc-1"},
        ["port: must be 1 to 65535; got 70000"],
    ),
    (
        "aws:cloudwatch/logGroup:LogGroup",
        {"retentionInDays": 31},
        [
            (
                "retentionInDays: must be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, "
                "1096, 1827, "
                "2192, 2557, 2922, 3288, 3653; got 31"
            )
        ],
    ),
    (
        BUCKET_ENCRYPTION,
        {"bucket": "b", "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "rot13"}}]},
        [
            (
                "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm: must be one of AES256, aws:fsx, "
                "aws:backup, aws:kms, aws:kms:dsse; got 'rot13'"
            )
        ],
    ),
    (
        BUCKET_ENCRYPTION,
        {"bucket": "b", "rules": [{"applyServerSideEncryptionByDefault": {}}]},
        ["rules[0].applyServerSideEncryptionByDefault.sseAlgorithm: a required value is missing"],
    ),
    (
        "aws:iam/role:Role",
        {"assumeRolePolicy": "{", "name": "r"},
        [
            (
                "assumeRolePolicy: must be valid JSON (Expecting property name enclosed in double quotes: line 1 "
                "column 2 "
                "(char 1)); got '{'"
            )
        ],
    ),
    (
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        {"role": "r", "policyArn": "ReadOnlyAccess"},
        ["policyArn: must be an ARN such as arn:aws:iam::123456789012:role/name; got 'ReadOnlyAccess'"],
    ),
    (
        INSTANCE,
        {"instanceClass": "db.t4g.micro", "backupRetentionPeriod": 36},
        ["backupRetentionPeriod: must be 0 to 35; got 36"],
    ),
    (
        INSTANCE,
        {"instanceClass": "db.t4g.micro", "password": "x", "manageMasterUserPassword": True},
        [
            "manageMasterUserPassword: cannot be given together with password",
            "password: cannot be given together with manageMasterUserPassword",
        ],
    ),
    (
        INSTANCE,
        {"instanceClass": "db.t4g.micro", "maintenanceWindow": "Sunday"},
        ["maintenanceWindow: must be ddd:hh:mm-ddd:hh:mm in UTC; got 'Sunday'"],
    ),
    (
        INSTANCE,
        {"instanceClass": "db.t4g.micro", "passwordWoVersion": 1},
        ["passwordWoVersion: needs passwordWo as well"],
    ),
    (
        "aws:route53/record:Record",
        {"zoneId": "Z1", "name": "a", "type": "A"},
        ["aliases: exactly one of aliases, records must be given"],
    ),
    (
        "aws:secretsmanager/secret:Secret",
        {"recoveryWindowInDays": 3},
        ["recoveryWindowInDays: must be 0, or 7 to 30 days; got 3"],
    ),
]


@pytest.mark.parametrize(("token", "inputs", "wanted"), CASES)
def test_refused_with_path_and_what_is_allowed(
    world: World, token: str, inputs: dict[str, Any], wanted: list[str]
) -> None:
    assert world.problems(token, **inputs) == wanted


def test_all_problems_are_told_at_once(world: World) -> None:
    problems = world.problems(SUBNET, cidrBlock="nonsense", mapPublicIpOnLaunch="no")
    assert [words.partition(":")[0] for words in problems] == ["cidrBlock", "mapPublicIpOnLaunch", "vpcId"]


def test_unknown_values_are_not_judged(world: World) -> None:
    assert world.problems(SUBNET, vpcId=UNKNOWN, cidrBlock=UNKNOWN, mapPublicIpOnLaunch=UNKNOWN) == []
    assert world.problems(VPC, cidrBlock="10.0.0.0/16", tags={"a": UNKNOWN}) == []
    assert world.problems("aws:route53/record:Record", zoneId=UNKNOWN, name="a", type="A", aliases=UNKNOWN) == []


def test_a_secret_value_is_never_repeated(world: World) -> None:
    token = "aws:elasticache/replicationGroup:ReplicationGroup"
    problems = world.problems(token, description="d", authToken="hunter2@", nodeType="cache.t4g.micro")
    assert not any("hunter2" in words for words in problems)
    assert world.problems("aws:secretsmanager/secretVersion:SecretVersion", secretId="s", secretBinary="hunter2@") == [
        "secretBinary: must be base64 text; got a secret value"
    ]


def test_letter_case_does_not_matter_where_the_provider_says_so(world: World) -> None:
    inputs = {
        "comparisonOperator": "GreaterThanThreshold",
        "evaluationPeriods": 1,
        "metricName": "m",
        "statistic": "Sum",
    }
    token = "aws:cloudwatch/metricAlarm:MetricAlarm"
    assert world.problems(token, **inputs, treatMissingData="NotBreaching") == []


def test_an_unlisted_type_is_a_problem_that_names_it(world: World) -> None:
    assert world.problems("aws:foo/bar:Bar", a=1) == [
        "aws:foo/bar:Bar is not in the simulator's catalogue (simulator/catalogue/types.txt)"
    ]


def test_the_providers_defaults_are_filled_in_nested_ones_too(world: World) -> None:
    filled, problems = world.checked(
        "aws:lb/targetGroup:TargetGroup",
        {"port": 80, "protocol": "HTTP", "targetType": "ip", "vpcId": "vpc-1", "healthCheck": {"path": "/health"}},
    )
    assert problems == []
    assert filled["deregistrationDelay"] == 300
    assert filled["healthCheck"] == {
        "path": "/health",
        "enabled": True,
        "healthyThreshold": 3,
        "interval": 30,
        "port": "traffic-port",
        "protocol": "HTTP",
        "unhealthyThreshold": 3,
    }


def test_a_default_is_not_filled_in_beside_what_excludes_it(world: World) -> None:
    token = "aws:acm/certificate:Certificate"
    asked, _ = world.checked(token, {"options": {}})
    assert asked["options"] == {"certificateTransparencyLoggingPreference": "ENABLED"}
    imported, _ = world.checked(token, {"options": {}, "certificateBody": "body", "privateKey": "key"})
    assert imported["options"] == {}
